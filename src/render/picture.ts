// A reply → the picture of its timeline, for a workspace that takes no chart block; with what it shows in words.
import type { Reply } from '../domain/answer.ts';
import { chartSvg } from './chart-svg.ts';
import { drawPng } from './draw-png.ts';
import { timelineOf } from './timeline.ts';

export interface Picture {
  readonly png: Uint8Array;
  /** Shown above it. */
  readonly title: string;
  /** For those who do not see it: at most 2,000 UTF-16 units, plain text. */
  readonly alt: string;
}

/** null where there is nothing to draw: no answer, fewer than three events, or all in one moment. */
export async function pictureOf(reply: Reply): Promise<Picture | null> {
  const timeline = reply.status === 'answered' ? timelineOf(reply) : null;
  if (timeline === null) return null;
  return { png: await drawPng(chartSvg(timeline)), title: timeline.title, alt: timeline.alt };
}
