// One asking → what its search may use: where its queries are kept, what may still be spent, and how it is told to stop.
import type { Errand } from '../ask.ts';
import type { RecordedAsking } from '../domain/state.ts';
import type { Budget } from '../planning/budget.ts';
import type { AnswerDeps } from './deps.ts';

/** US dollars; null: no limit. The last two for any 24 hours. */
export interface SpendLimits {
  readonly perQuestionUsd: number | null;
  readonly perPersonUsd: number | null;
  readonly perChannelUsd: number | null;
}

const DAY_MS = 86_400_000;

export async function errandFor(
  deps: AnswerDeps,
  asking: RecordedAsking,
  signal: AbortSignal,
  tell: (words: string) => void,
): Promise<Errand> {
  return {
    signal,
    tell,
    asker: asking.userId,
    patienceMs: deps.patienceMs,
    queries: deps.state.queriesOf(asking.id, deps.clock),
    budget: await budgetOf(deps, asking),
  };
}

/** A question that pauses and goes on counts its own queries too: then it is nearer to its limits, never beyond them. */
async function budgetOf({ state, spend, clock }: AnswerDeps, asking: RecordedAsking): Promise<Budget> {
  const { perQuestionUsd, perPersonUsd, perChannelUsd } = spend;
  if (perPersonUsd === null && perChannelUsd === null) {
    return { perQuestionUsd, personLeftUsd: null, channelLeftUsd: null };
  }
  const spent = await state.spentSince(asking, clock() - DAY_MS);
  const left = (limit: number | null, usd: number) => (limit === null ? null : Math.max(0, limit - usd));
  return {
    perQuestionUsd,
    personLeftUsd: left(perPersonUsd, spent.personUsd),
    channelLeftUsd: left(perChannelUsd, spent.channelUsd),
  };
}
