// Redis → the slot book that all processes share: one atomic script, by Redis's clock. It keeps nothing but times.
// The rule is that of src/sources/slots/memory-slots.ts.
import { Redis } from 'ioredis';
import { SLOT_TIMES, type SlotBook, type SlotTimes } from '../sources/slots/slot-book.ts';

export interface RedisSlots {
  readonly book: SlotBook;
  close(): Promise<void>;
}

/** An entry nobody has used for this long says nothing any more. */
const KEPT_MS = 600_000;
/** Whoever asks falls back to its own memory after this long. */
const ANSWER_MS_MAX = 1_500;
const RETRY_WAIT_MS_MAX = 2_000;

/** KEYS: the entry. ARGV: what to do; a number of milliseconds or a call's id; a number; the three times of SlotTimes. */
const SCRIPT = `
local key, act, what, number = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local window, unanswered, again = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function get(field) return tonumber(redis.call('HGET', key, field) or '') end
local function set(field, ms) redis.call('HSET', key, field, string.format('%.3f', ms)) end
local wait = 0
redis.call('HSETNX', key, 'next', '0')
redis.call('PEXPIRE', key, ${KEPT_MS})
if act == 'take' then
  local at = math.max(now, get('next'))
  set('next', at + number)
  wait = at - now
elseif act == 'hold' then
  set('held', math.max(get('held') or 0, now + number))
elseif act == 'arrived' then
  for slot = 1, 2 do
    if redis.call('HGET', key, 'call' .. slot) == what then
      set('arrived' .. slot, math.max(get('left' .. slot), now - number))
    end
  end
else
  local mine, others, earlier, surely, atLeast = nil, 0, nil, nil, nil
  for slot = 1, 2 do
    local call = redis.call('HGET', key, 'call' .. slot)
    if call == what then
      mine = slot
    elseif call then
      local left, arrived = get('left' .. slot), get('arrived' .. slot)
      local latest = arrived or left + unanswered
      others = others + 1
      if not surely or latest < surely then surely, earlier = latest, slot end
      atLeast = math.min(atLeast or math.huge, arrived or left)
    end
  end
  wait = math.max(0, (get('held') or 0) - now)
  if others == 2 and surely + window > now then
    local first = atLeast + window - now
    wait = math.max(wait, first > 0 and first or math.min(surely + window - now, again))
  end
  if wait == 0 then
    local slot = mine or (others == 2 and earlier) or (redis.call('HEXISTS', key, 'call1') == 1 and 2 or 1)
    redis.call('HSET', key, 'call' .. slot, what)
    redis.call('HDEL', key, 'arrived' .. slot)
    set('left' .. slot, now)
  end
end
return string.format('%.3f', wait)
`;

/** Connects when it is first used; a call while Redis is away rejects within ANSWER_MS_MAX. */
export function redisSlots(url: string, times: SlotTimes = SLOT_TIMES): RedisSlots {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS_MAX,
    retryStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 10), RETRY_WAIT_MS_MAX),
  });
  // Whoever called hears of it by the rejection; without a listener ioredis prints it.
  client.on('error', () => undefined);
  const run = async (key: string, act: string, what: string, number: number): Promise<number> => {
    const { windowMs, unansweredMs, lookAgainMs } = times;
    const args = [act, what, number, windowMs, unansweredMs, lookAgainMs];
    return Number(await client.eval(SCRIPT, 1, `whodid:slots:${key}`, ...args));
  };
  return {
    book: {
      take: (key, everyMs) => run(key, 'take', '', everyMs),
      leave: (key, call) => run(key, 'leave', call, 0),
      arrived: async (key, call, agoMs) => {
        await run(key, 'arrived', call, agoMs);
      },
      hold: async (key, ms) => {
        await run(key, 'hold', '', ms);
      },
    },
    close: async () => client.disconnect(),
  };
}
