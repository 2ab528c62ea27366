// The three steps of an upload: an address, the bytes (see upload-sink.ts), and completion, which shares the file.
// https://docs.slack.dev/messaging/working-with-files#upload
import type { Args } from '../args.ts';
import { readableChannel } from '../channel-access.ts';
import { type Dict, isDict, textAt } from '../json.ts';
import { addMessage, announce, findMessage, nextId, type State, type StoredFile, secretId } from '../state.ts';
import { wireFile } from '../wire-shapes.ts';
import { done, type Method, type MethodContext, refuse } from './method.ts';

/** Methods about files. */
export const FILE_METHODS: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    run: (args, { state, baseUrl }) => {
      const name = args.text('filename');
      const size = args.whole('length');
      if (name === undefined || size === undefined) return refuse('invalid_arguments');
      if (size <= 0) return refuse('invalid_arguments', ['[ERROR] must be greater than 0 [json-pointer:/length]']);
      const file: StoredFile = {
        id: nextId(state, 'F'),
        name,
        announcedSize: size,
        uploadToken: secretId(),
        createdMs: state.clock(),
        title: name,
        completed: false,
        shares: [],
      };
      state.files.set(file.id, file);
      return done({ upload_url: `${baseUrl}/upload/v1/${file.uploadToken}`, file_id: file.id });
    },
  },
  'files.completeUploadExternal': { token: 'bot', scopes: ['files:write'], run: complete },
  'files.info': {
    token: 'bot',
    scopes: ['files:read'],
    run: (args, { state }) => {
      const file = state.files.get(args.text('file') ?? '');
      return file?.completed ? done({ file: wireFile(state, file), comments: [] }) : refuse('file_not_found');
    },
  },
};

function complete(args: Args, { state }: MethodContext): Dict {
  const asked = args.json('files');
  if (!Array.isArray(asked) || asked.length === 0) return refuse('invalid_arguments');
  const files = asked.flatMap((entry) => {
    const file = state.files.get(textAt(entry, 'id') ?? '');
    return file?.bytes && !file.completed ? [file] : [];
  });
  if (files.length !== asked.length) return refuse('file_not_found');
  const channels = [args.text('channel_id'), ...(args.text('channels') ?? '').split(',')].filter((id) => id);
  const destinations = channels.map((id) => shareTarget(state, id, args.text('thread_ts')));
  for (const target of destinations) if ('error' in target) return refuse(target.error);
  asked.forEach((entry, index) => {
    const file = files[index];
    if (!file || !isDict(entry)) return;
    file.title = textAt(entry, 'title') ?? file.name;
    file.completed = true;
  });
  for (const target of destinations) if ('channel' in target) share(args, state, files, target);
  for (const file of files) announce(state, { kind: 'file', file });
  return done({ files: files.map((file) => wireFile(state, file)) });
}

type Target = { readonly channel: string; readonly threadTs?: string };

// Sharing needs membership, also in public channels; chat:write.public does not cover files.
function shareTarget(
  state: State,
  id: string | undefined,
  threadTs: string | undefined,
): Target | { readonly error: string } {
  const found = readableChannel(state, id);
  if ('error' in found) return found;
  if (threadTs === undefined) return { channel: found.channel.id };
  const parent = findMessage(state, found.channel.id, threadTs);
  if (!parent || parent.threadTs) return { error: 'invalid_thread_ts' };
  return { channel: found.channel.id, threadTs };
}

function share(args: Args, state: State, files: readonly StoredFile[], target: Target): void {
  const message = addMessage(state, {
    ...target,
    user: state.workspace.bot.userId,
    byApp: true,
    text: args.text('initial_comment') ?? '',
    fileIds: files.map((file) => file.id),
  });
  for (const file of files) file.shares = [...file.shares, { ...target, ts: message.ts }];
}
