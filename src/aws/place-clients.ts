// An account's Region, and the role to read it through → an SDK client, kept for the next call there. A role that cannot be
// assumed comes back as the trouble it is, though the SDK's credential providers can only throw.
import type { Clock } from '../domain/clock.ts';
import { type AssumedRoles, assumedRoles } from './assumed-roles.ts';
import {
  type AwsOptions,
  CALL_MS_MAX,
  callSignal,
  clientConfig,
  type FixedCredentials,
  type RoleToAssume,
} from './aws-options.ts';
import { type AwsPlace, type AwsTrouble, isTrouble, readTrouble } from './aws-trouble.ts';

export interface RolePlace extends AwsPlace {
  /** null: the installation's own credentials read this account. */
  readonly role: RoleToAssume | null;
}

/** As much of an SDK client's settings as is given here. */
export interface ClientSettings extends Omit<ReturnType<typeof clientConfig>, 'credentials'> {
  readonly region: string;
  readonly credentials?: FixedCredentials | (() => Promise<FixedCredentials>);
}

export interface PlaceClients<C> {
  /** What `send` gives, or what went wrong. `action`: as IAM writes it. Neither paces nor retries. */
  call<T>(
    place: RolePlace,
    action: string,
    send: (client: C, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | AwsTrouble>;
  close(): void;
}

/** `asker`: names the sessions of assumed roles. */
export function placeClients<C extends { destroy(): void }>(
  options: AwsOptions,
  clock: Clock,
  asker: string,
  make: (settings: ClientSettings) => C,
): PlaceClients<C> {
  const roles = assumedRoles(options, clock);
  const clients = new Map<string, C>();
  const clientFor = (place: RolePlace): C => {
    const key = `${place.role?.roleArn ?? 'own'}\n${place.region}`;
    const client = clients.get(key) ?? make(clientSettings(options, place, asker, roles));
    clients.set(key, client);
    return client;
  };
  return {
    async call(place, action, send, signal) {
      const ends = callSignal(signal, options.callMsMax ?? CALL_MS_MAX);
      try {
        return await send(clientFor(place), { abortSignal: ends });
      } catch (error) {
        const trouble =
          error instanceof RoleTrouble ? error.trouble : readTrouble(error, action, signal?.aborted === true);
        if (trouble.trouble === 'expired' && place.role !== null) roles.forget(place.role, asker);
        return trouble;
      }
    },
    close() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}

/** What a client of this place is made from; its credentials throw a RoleTrouble where the role cannot be assumed. */
export function clientSettings(
  options: AwsOptions,
  place: RolePlace,
  asker: string,
  roles: AssumedRoles,
): ClientSettings {
  const { role, region } = place;
  const config = { region, ...clientConfig(options) };
  if (role === null) return config;
  return {
    ...config,
    credentials: async () => {
      const given = await roles.credentials(role, asker, region);
      if (isTrouble(given)) throw new RoleTrouble(given);
      return given;
    },
  };
}

/** Carries a trouble through the SDK, whose credential providers can only throw. */
export class RoleTrouble extends Error {
  readonly trouble: AwsTrouble;
  constructor(trouble: AwsTrouble) {
    super(trouble.message);
    this.name = 'RoleTrouble';
    this.trouble = trouble;
  }
}
