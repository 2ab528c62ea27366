// The queue suite where state is in PostgreSQL.
import { postgres, redisAndPostgres } from '../servers/back-ends.ts';
import { queueSuite } from './queue-suite.ts';

queueSuite(postgres);
queueSuite(redisAndPostgres);
