// empty, clear, flush → what takes out a thing's content and leaves the thing: objects of a bucket, messages of a queue.
import type { VerbFamily } from './family.ts';

export const emptyVerbs: VerbFamily = {
  id: 'empty',
  words: ['empty', 'empty out', 'clear', 'clear out', 'flush', 'truncate', 'invalidate'],
  acts: ['emptying', 'flushes'],
  aws: ['Purge', 'Flush', 'Clear', 'Reset'],
  orElse: ['Delete'],
  rules: [
    {
      nouns: ['invalidation', 'distribution'],
      types: ['cloudfront:distribution'],
      actions: ['cloudfront:CreateInvalidation', 'cloudfront:CreateInvalidationForDistributionTenant'],
      reason: 'the cache of a distribution is cleared by an invalidation',
    },
    {
      nouns: ['bucket', 'object'],
      types: ['s3:bucket'],
      actions: ['s3:DeleteObject', 's3:DeleteObjects'],
      undoneBy: { actions: ['s3:PutObject', 's3:CopyObject'] },
      reason: 'a bucket is emptied object by object',
    },
  ],
  examples: [
    { text: 'who emptied bucket orders-archive?', kind: 'who', eventNames: ['s3:DeleteObject', 's3:DeleteObjects'] },
    { text: 'who cleared the queue orders-1?', kind: 'who', includes: ['sqs:PurgeQueue'] },
  ],
};
