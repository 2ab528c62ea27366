// POST /upload/v1/<token>: the bytes of a file, raw or as the first part of a multipart body (as @slack/web-api sends them).
// https://docs.slack.dev/reference/methods/files.getUploadURLExternal
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseMultipart, readBody } from './http-body.ts';
import type { State } from './state.ts';

/** Takes one upload. The size has to be the announced one. */
export async function takeUpload(
  state: State,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const file = [...state.files.values()].find((one) => one.uploadToken === token);
  if (!file || file.bytes) {
    answer(response, 404, 'not found');
    return;
  }
  const contentType = request.headers['content-type'] ?? '';
  const bytes = contentType.startsWith('multipart/form-data') ? parseMultipart(contentType, body)[0]?.bytes : body;
  if (!bytes || bytes.length !== file.announcedSize)
    return answer(response, 400, 'size differs from the announced length');
  file.bytes = Buffer.from(bytes);
  answer(response, 200, `OK - ${bytes.length}`);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}
