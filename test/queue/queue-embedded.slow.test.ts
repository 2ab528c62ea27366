// The queue suite where state is in PGlite.
import { embedded, redisAndEmbedded } from '../servers/back-ends.ts';
import { queueSuite } from './queue-suite.ts';

queueSuite(embedded);
queueSuite(redisAndEmbedded);
