// Objects in the fake's buckets, through the real client: pages and common prefixes, odd keys, what may not be read.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { s3Of } from './s3-stage.ts';
import { HOME, PROD } from './sample-record.ts';
import { KEYS, openStage, refusal } from './stage.ts';

const Bucket = 'sample-objects';
const ODD = "a b/ü+(1)'*!/&<x>.txt";

const openObjects = (objects: readonly { key: string; body: string | (() => Buffer) }[], more = {}) =>
  openStage({ buckets: [{ name: Bucket, account: PROD, region: HOME, objects, ...more }] });

it('lists pages of at most 1,000 keys in order, each key once', async () => {
  const objects = Array.from({ length: 2_345 }, (_, at) => ({ key: `logs/${String(at).padStart(5, '0')}`, body: 'x' }));
  const s3 = s3Of(await openObjects([...objects].reverse()));
  const sizes: number[] = [];
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: 'logs/' })) {
    sizes.push(page.KeyCount ?? 0);
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
  }
  expect(sizes).toEqual([1_000, 1_000, 345]);
  expect(keys).toEqual(objects.map(({ key }) => key));
  const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'logs/02342', MaxKeys: 1 }));
  expect(after.Contents?.map(({ Key }) => Key)).toEqual(['logs/02343']);
  expect(after.IsTruncated).toBe(true);
});

it('gives what keys have in common up to the delimiter, page by page too', async () => {
  const keys = ['a/1', 'a/2', 'b', 'c/d/1', 'c/e/1', 'c0'];
  const s3 = s3Of(await openObjects(keys.map((key) => ({ key, body: key }))));
  const found: (string | undefined)[] = [];
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket, Delimiter: '/' })) {
    found.push(
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ...(page.Contents ?? []).map(({ Key }) => Key),
    );
  }
  expect(found).toEqual(['a/', 'b', 'c/', 'c0']);
  const inside = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'c/', Delimiter: '/' }));
  expect(inside.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['c/d/', 'c/e/']);
});

it('keeps what is put, under odd keys too, and makes content only when it is read', async () => {
  let made = 0;
  const lazy = () => {
    made += 1;
    return Buffer.from('lazy');
  };
  const s3 = s3Of(await openObjects([{ key: 'lazy', body: lazy }]));
  expect(made).toBe(0);
  await s3.send(new PutObjectCommand({ Bucket, Key: ODD, Body: 'hällo' }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: ODD }));
  expect(await got.Body?.transformToString()).toBe('hällo');
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: ODD }));
  expect(head).toMatchObject({ ContentLength: 6, ServerSideEncryption: 'AES256', ETag: got.ETag });
  const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a b/' }));
  expect(listed.Contents?.[0]).toMatchObject({ Key: ODD, Size: 6 });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: ODD }));
  expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: ODD })))).toMatchObject({
    name: 'NoSuchKey',
    status: 404,
  });
});

it('refuses made-up tokens, denied prefixes, and says less to those who may not list', async () => {
  const stage = await openObjects([{ key: 'secret/1', body: 'x' }], { deniedPrefixes: ['secret/'] });
  const s3 = s3Of(stage);
  const token = new ListObjectsV2Command({ Bucket, ContinuationToken: 'made.up' });
  expect(await refusal(s3.send(token))).toMatchObject({ name: 'InvalidArgument' });
  expect(await refusal(s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'secret/' })))).toMatchObject({
    status: 403,
  });
  expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'secret/1' })))).toMatchObject({
    name: 'AccessDenied',
  });
  const blind = await openStage({
    buckets: [{ name: Bucket, account: PROD, region: HOME }],
    credentials: [{ ...KEYS, account: PROD, allowed: ['s3:GetObject'] }],
  });
  expect(await refusal(s3Of(blind).send(new GetObjectCommand({ Bucket, Key: 'none' })))).toMatchObject({ status: 403 });
});

it('logs an upload without what was uploaded', async () => {
  const stage = await openObjects([]);
  await s3Of(stage).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'not for the log' }));
  expect(JSON.stringify(stage.fake.calls)).not.toContain('not for the log');
  expect(stage.fake.calls.at(-1)).toMatchObject({
    service: 's3',
    operation: 'PutObject',
    input: { Key: 'k', BodyBytes: 15 },
  });
});
