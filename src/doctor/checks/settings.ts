// The settings could be read: without them nothing else is known to check.

import { chooseBackend } from '../../config/backend.ts';
import type { ConfigReading } from '../../config/config.ts';
import { type Check, failed, ok } from '../check.ts';

export function settingsCheck(reading: ConfigReading): Check {
  return {
    name: 'settings',
    run: async () => {
      if (!reading.ok) return failed(`${reading.problems.length} of them cannot be used.`, ...reading.problems);
      const choice = chooseBackend(reading.config);
      if (!choice.ok) return failed('They contradict each other.', choice.problem);
      return ok(choice.backend.about);
    },
  };
}
