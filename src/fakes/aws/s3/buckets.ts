// The buckets of the fake: their settings, as the XML that S3 would answer with, and their objects, in key order. Content
// may be made only when it is read, so that a bucket of many thousand log files costs nothing to set up.
import { createHash } from 'node:crypto';
import { notificationOf } from './notification.ts';
import { type SeedSettings, type SettingName, settingsOf } from './setting-xml.ts';

export type SeedObject = {
  readonly key: string;
  /** What is in it, or how to make it. */
  readonly body: Buffer | string | (() => Buffer);
  /** Epoch milliseconds; the pretended start of the fake when left out. */
  readonly modifiedMs?: number;
  /** ARN of the key it is encrypted with (SSE-KMS); SSE-S3 when left out. */
  readonly kmsKey?: string;
};

export type SeedBucket = SeedSettings & {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Other accounts that its policy lets in. */
  readonly readers?: readonly string[];
  /** Key prefixes that its policy denies to everybody, for listing and for reading. */
  readonly deniedPrefixes?: readonly string[];
  readonly objects?: Iterable<SeedObject>;
  /** Name of the queue that is told of new objects; `sns`: as SNS wraps the message. */
  readonly notifies?: { readonly queue: string; readonly sns?: boolean };
};

/** An object as it is stored. */
export type StoredObject = {
  readonly key: string;
  readonly modifiedMs: number;
  readonly kmsKey: string | null;
  readonly read: () => Buffer;
  readonly size: () => number;
  readonly etag: () => string;
};

/** A bucket as it stands now. */
export type Bucket = {
  readonly seed: SeedBucket;
  /** Missing: not configured. Policies as JSON, all else as XML. */
  readonly settings: Map<SettingName, string>;
  /** When a setting was changed after the start, pretended epoch milliseconds. */
  readonly changedMs: Map<SettingName, number>;
  deniedPrefixes: readonly string[];
  readonly objects: Map<string, StoredObject>;
  /** Keys in order. */
  readonly keys: () => readonly string[];
};

export type Buckets = {
  readonly find: (name: string) => Bucket | undefined;
  readonly all: () => readonly Bucket[];
  /** Stores an object, replacing one of the same key. Throws when there is no such bucket. */
  readonly put: (bucket: string, object: SeedObject) => StoredObject;
  /** Takes an object away, as somebody with the rights to would. */
  readonly remove: (bucket: string, key: string) => void;
  readonly drop: (bucket: string) => void;
  /** When a bucket was deleted, pretended epoch milliseconds. */
  readonly goneMs: (bucket: string) => number | undefined;
  /** Sets or (null) takes away a setting, without a record in CloudTrail. */
  readonly change: (bucket: string, name: SettingName, value: string | null) => void;
};

/** `clock`: pretended epoch milliseconds. `tell`: sends a message to a queue by its name. */
export function createBuckets(
  seeds: readonly SeedBucket[],
  clock: () => number,
  tell: (queue: string, message: string) => void = () => undefined,
): Buckets {
  const startedMs = clock();
  const buckets = new Map(seeds.map((seed) => [seed.name, openBucket(seed, startedMs)]));
  const gone = new Map<string, number>();
  const need = (name: string): Bucket => {
    const bucket = buckets.get(name);
    if (bucket === undefined) throw new Error(`no bucket ${name}`);
    return bucket;
  };
  return {
    find: (name) => buckets.get(name),
    all: () => [...buckets.values()],
    put: (name, object) => {
      const stored = store(object, clock());
      const { objects, seed } = need(name);
      objects.set(object.key, stored);
      if (seed.notifies !== undefined) tell(seed.notifies.queue, notificationOf(seed, stored));
      return stored;
    },
    remove: (name, key) => {
      need(name).objects.delete(key);
    },
    drop: (name) => {
      if (buckets.delete(name)) gone.set(name, clock());
    },
    goneMs: (name) => gone.get(name),
    change: (name, setting, value) => {
      const { settings, changedMs } = need(name);
      changedMs.set(setting, clock());
      if (value === null) settings.delete(setting);
      else settings.set(setting, value);
    },
  };
}

function openBucket(seed: SeedBucket, nowMs: number): Bucket {
  const objects = new KeyedObjects();
  for (const object of seed.objects ?? []) objects.set(object.key, store(object, nowMs));
  return {
    seed,
    settings: settingsOf(seed),
    changedMs: new Map(),
    deniedPrefixes: seed.deniedPrefixes ?? [],
    objects,
    keys: () => objects.ordered(),
  };
}

/** Objects by key; the order is made again only after keys came or went. */
class KeyedObjects extends Map<string, StoredObject> {
  #ordered: readonly string[] | null = null;
  override set(key: string, object: StoredObject): this {
    if (!this.has(key)) this.#ordered = null;
    return super.set(key, object);
  }
  override delete(key: string): boolean {
    this.#ordered = null;
    return super.delete(key);
  }
  ordered(): readonly string[] {
    // S3 orders by the bytes of UTF-8, which for the keys of logs (ASCII) is the order of their characters.
    this.#ordered ??= [...this.keys()].sort((left, right) => (left < right ? -1 : 1));
    return this.#ordered;
  }
}

function store(object: SeedObject, nowMs: number): StoredObject {
  const { body } = object;
  const read = typeof body === 'function' ? body : () => (typeof body === 'string' ? Buffer.from(body) : body);
  let known: { readonly size: number; readonly etag: string } | null = null;
  const facts = () => {
    const bytes = known === null ? read() : Buffer.alloc(0);
    known ??= { size: bytes.length, etag: `"${createHash('md5').update(bytes).digest('hex')}"` };
    return known;
  };
  return {
    key: object.key,
    modifiedMs: object.modifiedMs ?? nowMs,
    kmsKey: object.kmsKey ?? null,
    read,
    size: () => facts().size,
    etag: () => facts().etag,
  };
}
