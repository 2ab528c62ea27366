// The log folder is there, holds CloudTrail's files, and an index of it can be made and read.

import { countOf } from '../../answer/words/count.ts';
import { currentManifest } from '../../archive/ingest.ts';
import { walkFolder } from '../../archive/walk.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { type Check, type CheckResult, failed, notConfigured, ok, warn } from '../check.ts';

const NOT_SET = notConfigured('No folder of CloudTrail log files: set WHODID_LOGS to ask one.');

export function logFolderCheck(folder: string | null): Check {
  return {
    name: 'log folder',
    run: async () => {
      if (folder === null) return NOT_SET;
      const walk = await walkFolder(folder);
      if (isFailure(walk)) return asResult(walk);
      const closed = walk.files.filter(({ problem }) => problem !== null);
      const found = `${folder} holds ${countOf(walk.files.length, 'file')} that can be log files.`;
      if (walk.files.length === 0) return failed(found, 'Name the folder into which the trail’s files were copied.');
      const [first] = closed;
      if (first === undefined) return ok(found);
      const mend = `Let this user read them; for example ${first.path} ${first.problem}.`;
      return warn(`${found} ${closed.length} of them cannot be looked at.`, mend);
    },
  };
}

export function archiveCheck(folder: string | null, dataDir: string): Check {
  return {
    name: 'log index',
    run: async (signal) => {
      if (folder === null) return NOT_SET;
      const manifest = await currentManifest({ folder, dataDir, signal });
      if (isFailure(manifest)) {
        const instead = 'Run whodid ingest, which reads them in however long it takes.';
        if (manifest.failure === 'missing-folder') return failed('Not tried: the log folder cannot be read.');
        return manifest.failure === 'timed-out' ? warn(manifest.what, instead) : asResult(manifest);
      }
      const { firstEvent, lastEvent, events, files } = manifest;
      if (firstEvent === null)
        return failed('The files hold no CloudTrail event.', 'Name a folder of CloudTrail log files.');
      const found = `${countOf(events, 'event')} in ${countOf(files.length, 'file')}, from ${firstEvent} to ${lastEvent}.`;
      const broken = files.filter(({ problem }) => problem !== null);
      const [first] = broken;
      if (first === undefined) return ok(found);
      const mend = `Put whole copies in the place of those that cannot be read; for example ${first.path} ${first.problem}.`;
      return warn(`${found} ${countOf(broken.length, 'file')} cannot be read whole.`, mend);
    },
  };
}

function asResult({ what, why, instead }: Failure): CheckResult {
  return failed(`${what} ${why}`, instead);
}
