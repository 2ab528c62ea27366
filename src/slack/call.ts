// One Web API call → a value, a refusal, or "unsure": a request that may have been carried out although no answer came.
// Nothing here repeats a call that may have been carried out, unless the caller says repeating is harmless.

import type { Logger } from '@slack/bolt';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';

/** One request may take this long, in milliseconds. */
const REQUEST_TIMEOUT_MS = 15_000;
/** How long one call may wait in all while Slack answers 429, in milliseconds. */
const RATE_LIMIT_WAIT_MS = 60_000;
/** How often a harmless call is tried in all. */
const HARMLESS_TRIES = 3;
/** Wait before the second try; doubled for each further one. Milliseconds. */
const FIRST_PAUSE_MS = 250;

export type Called<T> =
  | { readonly ok: true; readonly value: T }
  /** Slack said no: nothing was done. `code` is Slack's word, e.g. `not_in_channel`. */
  | { readonly ok: false; readonly kind: 'refused'; readonly code: string }
  /** Slack may or may not have done it. */
  | { readonly ok: false; readonly kind: 'unsure'; readonly code: string };

/**
 * The client everything but Socket Mode uses. It never retries by itself: its own retry would post a message again
 * when Slack accepted it and the connection broke before the answer.
 */
export function slackClient(token: string, slackApiUrl: string, logger: Logger): WebClient {
  return new WebClient(token, {
    slackApiUrl,
    logger,
    timeout: REQUEST_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

/** Calls once, waiting out 429 (a 429 was certainly not carried out). */
export async function once<T>(run: () => Promise<T>): Promise<Called<T>> {
  let waited = 0;
  for (;;) {
    const called = await tried(run);
    if ('value' in called || called.kind !== 'limited') return called;
    waited += called.waitMs;
    if (waited > RATE_LIMIT_WAIT_MS) return { ok: false, kind: 'refused', code: 'ratelimited' };
    await pause(called.waitMs);
  }
}

/** Calls again after a doubtful end: for reads, and for writes that Slack makes the same twice (`chat.update`). */
export async function harmless<T>(run: () => Promise<T>): Promise<Called<T>> {
  let called = await once(run);
  for (let tries = 1; tries < HARMLESS_TRIES && !called.ok && called.kind === 'unsure'; tries += 1) {
    await pause(FIRST_PAUSE_MS * 2 ** (tries - 1));
    called = await once(run);
  }
  return called;
}

/** An error whose message names the method and Slack's word, never the request. */
export function slackProblem(method: string, called: { readonly code: string }): Error {
  return new Error(`Slack did not carry out ${method}: ${called.code}`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

type Tried<T> = Called<T> | { readonly ok: false; readonly kind: 'limited'; readonly waitMs: number };

async function tried<T>(run: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) return { ok: false, kind: 'limited', waitMs: error.retryAfter * 1000 };
    if (error instanceof WebAPIPlatformError) return { ok: false, kind: 'refused', code: error.data.error };
    if (error instanceof WebAPIHTTPError) {
      const kind = error.statusCode >= 500 ? 'unsure' : 'refused';
      return { ok: false, kind, code: `http_${error.statusCode}` };
    }
    if (error instanceof WebAPIRequestError) return { ok: false, kind: 'unsure', code: 'no_answer' };
    throw error;
  }
}
