// The schema, as the ordered steps that lead to it. A step that was released is never edited: add the next one.
import { askings } from './migrations/001-askings.ts';
import { ledgerFunctions } from './migrations/002-ledger-functions.ts';
import { queries } from './migrations/003-queries.ts';
import { slots } from './migrations/004-slots.ts';
import { deeds } from './migrations/005-deeds.ts';
import { digests } from './migrations/006-digests.ts';
import { watches } from './migrations/007-watches.ts';
import { trails } from './migrations/008-trails.ts';
import { approvals } from './migrations/009-approvals.ts';
import { sinks } from './migrations/010-sinks.ts';
import type { Migration } from './migrations/migration.ts';

export const migrations: readonly Migration[] = [
  askings,
  ledgerFunctions,
  queries,
  slots,
  deeds,
  digests,
  watches,
  trails,
  approvals,
  sinks,
];
