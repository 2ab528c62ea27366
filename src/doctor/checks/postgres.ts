// The PostgreSQL of questions and ledger answers, is new enough, and lets us make our schemas.
import { listOf } from '../../answer/words/count.ts';
import { type Check, failed, notConfigured, ok } from '../check.ts';

/** PostgreSQL's server_version_num. BullMQ's backend needs 13. */
const OLDEST = 130_000;
const SCHEMAS = 2;

export function postgresCheck(url: string | null, dataFolder: string): Check {
  return {
    name: 'PostgreSQL',
    run: async () => {
      if (url === null) {
        return notConfigured(
          `State is in an embedded database under ${dataFolder}: set DATABASE_URL to use PostgreSQL.`,
        );
      }
      const { probePostgres } = await import('../../store/probe-postgres.ts');
      const probed = await probePostgres(url);
      const host = new URL(url).host || 'The server';
      if (!probed.ok) {
        const mend =
          'Check that DATABASE_URL names a running server, an existing database, and the right user and password.';
        return failed(`${host} cannot be used: ${probed.why}.`, mend);
      }
      const { version, versionNumber, mayCreateSchemas, schemas, user, database } = probed.found;
      const found = `${host} answers, version ${version.split(' ')[0] ?? version}, database ${database} as ${user}.`;
      if (versionNumber < OLDEST) return failed(found, 'Use PostgreSQL 13 or newer: the queue needs it.');
      const there = schemas.length === 0 ? '' : ` Schemas ${listOf(schemas)} are there.`;
      if (mayCreateSchemas || schemas.length === SCHEMAS) return ok(`${found}${there}`);
      return failed(
        `${found}${there} This user may not create schemas in it.`,
        `Run as its owner: GRANT CREATE ON DATABASE "${database.replaceAll('"', '""')}" TO "${user.replaceAll('"', '""')}";`,
      );
    },
  };
}
