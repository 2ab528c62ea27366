// What `whodid ingest` takes besides a folder, where it names a bucket; apart, so that a folder loads none of AWS's clients.
export const BUCKET_OPTIONS = {
  days: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  role: { type: 'string' },
  'disk-gb': { type: 'string' },
} as const;
