// Credentials the fake knows: long-term ones from the seed, and sessions it issued, which end by the pretended clock.
import { randomBytes, randomInt } from 'node:crypto';
import type { Principal, SeedCredential } from '../world.ts';

export type Credential = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Only sessions have one, and requests signed with them must carry it. */
  readonly sessionToken?: string;
  /** Epoch milliseconds, pretended time. */
  readonly expiresMs?: number;
  readonly principal: Principal;
};

export type Sessions = {
  readonly find: (accessKeyId: string) => Credential | undefined;
  readonly issue: (principal: Principal, expiresMs: number) => Credential & { readonly sessionToken: string };
  /** Ends every issued session at once. */
  readonly expireAll: () => void;
};

/** A store of credentials. */
export function createSessions(seeds: readonly SeedCredential[]): Sessions {
  const known = new Map<string, Credential>(seeds.map((seed) => [seed.accessKeyId, longTerm(seed)]));
  return {
    find: (accessKeyId) => known.get(accessKeyId),
    issue: (principal, expiresMs) => {
      const credential = {
        accessKeyId: `ASIA${letters(16)}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: `fake-session-${randomBytes(48).toString('base64')}`,
        expiresMs,
        principal,
      };
      known.set(credential.accessKeyId, credential);
      return credential;
    },
    expireAll: () => {
      for (const [id, credential] of known) {
        if (credential.expiresMs !== undefined) known.set(id, { ...credential, expiresMs: 0 });
      }
    },
  };
}

function longTerm(seed: SeedCredential): Credential {
  const principal: Principal = {
    arn: seed.arn ?? `arn:aws:iam::${seed.account}:user/fake-user`,
    account: seed.account,
    userId: `AIDA${seed.accessKeyId.slice(-16)}`,
    ...(seed.allowed ? { allowed: seed.allowed } : {}),
  };
  return { accessKeyId: seed.accessKeyId, secretAccessKey: seed.secretAccessKey, principal };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function letters(count: number): string {
  return Array.from({ length: count }, () => BASE32[randomInt(BASE32.length)]).join('');
}
