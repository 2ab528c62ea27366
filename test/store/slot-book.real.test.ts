import { afterAll, beforeAll, describe } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { sqlSlots } from '../../src/store/slot-book.ts';
import { embedded, postgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { lateCallSuite, SHORT, slotBookSuite, TIMES } from '../sources/slots/slot-book-suite.ts';

for (const { title, skipped, start } of [embedded, postgres]) {
  describe.skipIf(skipped)(`a slot book in ${title}`, () => {
    let started: StartedBackEnd;
    let store: Store;
    beforeAll(async () => {
      started = await start();
      const opened = await openStore(started.backend.state, Date.now, () => undefined);
      if (isFailure(opened)) throw new Error(`${opened.what} ${opened.why}`);
      store = opened;
    });
    afterAll(async () => {
      await store?.state.close();
      await started?.stop();
    });
    const open = (times: typeof TIMES) => sqlSlots(store.database.pool('whodid'), times);
    slotBookSuite(() => open(TIMES));
    lateCallSuite(() => open(SHORT));
  });
}
