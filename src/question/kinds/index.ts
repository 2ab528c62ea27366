// The kinds of question, in the order they are tried: set phrases first, then what an actor did, then verbs, then lists.
import { actorKind } from './actor.ts';
import { chainKind } from './chain.ts';
import type { KindRecogniser } from './kind.ts';
import { listKind } from './list.ts';
import { stackKind } from './stack.ts';
import { timelineKind } from './timeline.ts';
import { whoKind } from './who.ts';

export const KINDS: readonly KindRecogniser[] = [chainKind, timelineKind, stackKind, actorKind, whoKind, listKind];
