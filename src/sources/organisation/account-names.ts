// The settings and the organization → what people call the accounts, by id. The settings' word wins.
import { isFailure } from '../../domain/failure.ts';
import type { Organisation } from './list-places.ts';

export type AccountNames = () => Promise<Readonly<Record<string, string>>>;

/** `given`: WHODID_ACCOUNT_NAMES. `listed` null: no organization is asked. Where it cannot be, only `given` is known. */
export function accountNames(given: Readonly<Record<string, string>>, listed: Organisation | null): AccountNames {
  return async () => {
    const accounts = (await listed?.accounts()) ?? [];
    if (isFailure(accounts)) return given;
    return { ...Object.fromEntries(accounts.map(({ id, name }) => [id, name])), ...given };
  };
}
