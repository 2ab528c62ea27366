// Coverage → the clauses that make "nothing" a proof: where was read, of how many, and up to when events had been delivered.
import { countOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { PlaceCoverage, Receipt } from '../domain/coverage.ts';

/** `in 3/3 accounts, 17/17 Regions, delivered up to 08:55`; `zone`: IANA; `day`: the local day that needs no date. */
export function proofOf(receipt: Receipt, zone: string, toIso: string): string {
  return `in ${whereRead(receipt)}, ${deliveredText(receipt, zone, toIso)}`;
}

function whereRead({ places, accounts, regions, filesRead, eventsExamined }: Receipt): string {
  if (places !== undefined && places.length > 0) {
    return `${share(places, 'account')}, ${share(places, 'region')}`;
  }
  const where = [
    ...(accounts.length === 0 ? [] : [countOf(accounts.length, 'account')]),
    ...(regions.length === 0 ? [] : [countOf(regions.length, 'Region')]),
  ];
  const read = filesRead === 0 ? countOf(eventsExamined, 'event') : countOf(filesRead, 'file');
  return where.length === 0 ? `${read} read` : `${where.join(', ')} (${read} read)`;
}

/** A Region counts as read where no account that was read at all lacks it. */
function share(places: readonly PlaceCoverage[], key: 'account' | 'region'): string {
  const all = new Set(places.map((place) => place[key]));
  const accounts = new Set(places.filter(({ read }) => read).map(({ account }) => account));
  const read =
    key === 'account'
      ? accounts
      : new Set(
          [...all].filter((region) =>
            places.every((place) => place.region !== region || place.read || !accounts.has(place.account)),
          ),
        );
  return `${read.size}/${countOf(all.size, key === 'account' ? 'account' : 'Region')}`;
}

export function deliveredText({ deliveredTo }: Receipt, zone: string, toIso: string): string {
  if (deliveredTo === null) return 'delivery time unknown';
  const [day = '', time = ''] = instantCell(deliveredTo, zone).split(' ');
  const [lastDay] = instantCell(toIso, zone).split(' ');
  return `delivered up to ${day === lastDay ? '' : `${day} `}${time.slice(0, 5)}`;
}
