// What one person may see of the workspace, as the page takes it: their channels, messages, notes, modals and Home.
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Channel, Ephemeral, Message, StoredFile, View } from '../fakes/slack/state.ts';
import { type CsvPreview, previewCsv } from './playground-csv.ts';

/** A channel in the sidebar. */
export type ShownChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly topic: string;
  readonly botInside: boolean;
  readonly memberCount: number;
};

/** A message or a note only this person sees. */
export type ShownMessage = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly byApp: boolean;
  /** 'note': only visible to the reader; 'client': a notice of Slack itself. */
  readonly only: 'note' | 'client' | null;
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  readonly text: string;
  readonly blocks: readonly object[];
  readonly edited: boolean;
  readonly reactions: Message['reactions'];
  readonly files: readonly ShownFile[];
};

/** A file under a message. */
export type ShownFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly preview: CsvPreview | null;
};

/** A modal or Home tab. */
export type ShownView = { readonly id: string; readonly hash: string; readonly body: View['body'] };

/** Everything one person sees. */
export type Snapshot = {
  readonly channels: readonly ShownChannel[];
  readonly names: Readonly<Record<string, string>>;
  readonly channelNames: Readonly<Record<string, string>>;
  readonly messages: readonly ShownMessage[];
  readonly views: readonly ShownView[];
  readonly home: ShownView | null;
};

/** The page as `user` sees it. */
export function snapshotFor(fake: FakeSlack, user: string): Snapshot {
  const im = fake.imOf(user); // opened here, so that the direct message is in the list below
  const channels = [...fake.state.channels.values()].filter((channel) => channel.members.has(user));
  const own = new Set(channels.map((channel) => channel.id));
  const notes = fake.ephemerals(user).map((note) => showNote(fake, note));
  const said = fake.state.messages.filter((message) => own.has(message.channel));
  const home = fake.home(user);
  return {
    channels: channels
      .filter((channel) => channel.kind !== 'im' || channel.id === im)
      .map((one) => showChannel(fake, one)),
    names: namesOf(fake),
    channelNames: Object.fromEntries(channels.map((channel) => [channel.id, channel.name])),
    messages: [...said.map((message) => showMessage(fake, message)), ...notes].sort(
      (a, b) => Number(a.ts) - Number(b.ts),
    ),
    views: fake.views(user).map(showView),
    home: home ? showView(home) : null,
  };
}

/** A message as the page takes it. */
export function showMessage(fake: FakeSlack, message: Message): ShownMessage {
  return {
    ts: message.ts,
    channel: message.channel,
    user: message.user,
    byApp: message.byApp,
    only: null,
    threadTs: message.threadTs ?? null,
    broadcast: message.broadcast,
    text: message.text,
    blocks: [...message.blocks, ...message.attachments.flatMap(blocksOf)],
    edited: message.editedTs !== undefined && !message.byApp,
    reactions: message.reactions,
    files: message.fileIds.flatMap((id) => {
      const file = fake.state.files.get(id);
      return file ? [showFile(file)] : [];
    }),
  };
}

/** A note as the page takes it. */
export function showNote(fake: FakeSlack, note: Ephemeral): ShownMessage {
  return {
    ts: note.ts,
    channel: note.channel,
    user: fake.workspace.bot.userId,
    byApp: !note.fromClient,
    only: note.fromClient ? 'client' : 'note',
    threadTs: note.threadTs ?? null,
    broadcast: false,
    text: note.text,
    blocks: note.blocks,
    edited: false,
    reactions: [],
    files: [],
  };
}

/** A view as the page takes it. */
export function showView(view: View): ShownView {
  return { id: view.id, hash: view.hash, body: view.body };
}

/** A file's bytes, when it was shared where the person can see it. */
export function downloadFor(
  fake: FakeSlack,
  user: string,
  id: string,
): { readonly name: string; readonly bytes: Buffer } | undefined {
  const file = fake.state.files.get(id);
  const visible = file?.shares.some((share) => fake.state.channels.get(share.channel)?.members.has(user));
  return file?.bytes && visible ? { name: file.name, bytes: file.bytes } : undefined;
}

function showChannel(fake: FakeSlack, channel: Channel): ShownChannel {
  return {
    id: channel.id,
    name: channel.kind === 'im' ? fake.workspace.bot.name : channel.name,
    kind: channel.kind,
    topic: channel.topic,
    botInside: channel.members.has(fake.workspace.bot.userId),
    memberCount: channel.members.size,
  };
}

function showFile(file: StoredFile): ShownFile {
  const isCsv = file.name.endsWith('.csv');
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.bytes?.length ?? 0,
    preview: isCsv && file.bytes ? previewCsv(file.bytes.toString('utf8')) : null,
  };
}

function blocksOf(attachment: object): readonly object[] {
  const blocks: unknown = 'blocks' in attachment ? attachment.blocks : undefined;
  return Array.isArray(blocks) ? blocks.filter((block): block is object => typeof block === 'object') : [];
}

function namesOf(fake: FakeSlack): Readonly<Record<string, string>> {
  const { bot, users, usergroups = [] } = fake.workspace;
  return Object.fromEntries([
    [bot.userId, bot.name],
    ...users.map((user): [string, string] => [user.id, user.realName]),
    ...usergroups.map((group): [string, string] => [group.id, group.handle]),
  ]);
}
