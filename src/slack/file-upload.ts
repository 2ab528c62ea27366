// A text or picture → a file in a thread, by Slack's three-step upload. The name says which asking it answers, so that a second
// attempt finds the first one's file: files carry no metadata.
import type { WebClient } from '@slack/web-api';
import type { AttachedFile } from '../domain/thread.ts';
import { type Called, once } from './call.ts';

/** Characters of the asking's id in a file's name: enough never to meet twice in a thread. */
const ID_CHARS = 12;

export function fileName(askingId: string, extension: AttachedFile['extension']): string {
  return `whodid-${askingId.slice(0, ID_CHARS)}.${extension}`;
}

/** Uploads and shares; resolves to Slack's file id. `unsure` when any answer was lost: look before trying again. */
export async function upload(
  client: WebClient,
  channelId: string,
  threadTs: string | null,
  name: string,
  file: AttachedFile,
): Promise<Called<string>> {
  const shared = {
    channel_id: channelId,
    filename: name,
    title: file.title,
    file: typeof file.content === 'string' ? Buffer.from(file.content, 'utf8') : Buffer.from(file.content),
    ...(file.alt === undefined ? {} : { alt_text: file.alt }),
  };
  try {
    const called = await once(() =>
      client.filesUploadV2(threadTs === null ? shared : { ...shared, thread_ts: threadTs }),
    );
    return called.ok ? { ok: true, value: idOf(called.value) ?? name } : called;
  } catch {
    // The client reports a failed transfer as a plain Error, with the upload's address in it.
    return { ok: false, kind: 'unsure', code: 'upload_failed' };
  }
}

function idOf(answer: { readonly files: readonly { readonly files?: readonly { readonly id?: string }[] }[] }) {
  return answer.files[0]?.files?.[0]?.id;
}
