// A plain word that stands where only a name fits is the name, and the answer says so; a word that says which kind, or what
// was done to it, is none.
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

describe('a plain word that can only be a name', () => {
  it.each([
    ['who deleted topic events', 'events', 'sns:DeleteTopic'],
    ['who deleted table events yesterday', 'events', 'dynamodb:DeleteTable'],
    ['who deleted stream events', 'events', 'kinesis:DeleteStream'],
    ['who deleted log group events', 'events', 'logs:DeleteLogGroup'],
    ['who deleted function events', 'events', 'lambda:DeleteFunction'],
    ['who scanned table sessions', 'sessions', 'dynamodb:Scan'],
    ['who deleted dynamodb table sessions', 'sessions', 'dynamodb:DeleteTable'],
    ['who deleted table users', 'users', 'dynamodb:DeleteTable'],
    ['who deleted bucket backups', 'backups', 's3:DeleteBucket'],
    ['who deleted bucket snapshots', 'snapshots', 's3:DeleteBucket'],
    ['who deleted user pool customers', 'customers', 'cognito-idp:DeleteUserPool'],
    ['who deleted the sessions table', 'sessions', 'dynamodb:DeleteTable'],
    ['who deleted the ecs service api', 'api', 'ecs:DeleteService'],
    ['who deleted stack api', 'api', 'cloudformation:DeleteStack'],
    ['who deleted the cluster main', 'main', 'ecs:DeleteCluster'],
    ['who changed the cluster prod', 'prod', 'eks:UpdateClusterConfig'],
    ['who changed backup plan daily', 'daily', 'backup:UpdateBackupPlan'],
    ['who deleted usage plan gold', 'gold', 'apigateway:DeleteUsagePlan'],
    ['who gave AdministratorAccess to bob', 'bob', 'iam:AttachUserPolicy'],
    ['who made bob an admin', 'bob', 'iam:AttachUserPolicy'],
  ])('%s: %s', (text, name, call) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? [] : reading.problems).toEqual([]);
    if (!reading.ok) return;
    expect(reading.question.resources.map((ref) => ref.text)).toContain(name);
    expect(eventNamesOf(reading.question.test)).toContain(call);
  });

  it.each([
    'who deleted topic events',
    'who deleted table users',
    'who deleted the cluster main',
    'who deleted stack api',
  ])('%s says what was taken for a name', (text) =>
    expect(readQuestion(text, asked).assumptions.join(' ')).toMatch(/“\w+” is read as (?:a|the) name/),
  );
});

describe('a word that is no name', () => {
  it.each([
    'who terminated prod instances',
    'who launched a small instance',
    'who turned off image scanning',
    'who deleted buckets main and daily yesterday but',
    'who changed the final table',
  ])('is asked about: %s', (text) => expect(readQuestion(text, asked).ok).toBe(false));

  it.each([
    ['who deleted repo images', 'ecr:BatchDeleteImage'],
    ['who deleted table backups', 'dynamodb:DeleteBackup'],
    ['who deleted log streams', 'logs:DeleteLogStream'],
    ['who deleted bucket policies', 's3:DeleteBucketPolicy'],
  ])('is a part of the thing: %s', (text, call) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok && reading.question.resources).toEqual([]);
    expect(reading.ok && eventNamesOf(reading.question.test)).toContain(call);
  });
});
