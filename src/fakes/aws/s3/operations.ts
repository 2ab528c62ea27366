// Everything S3 does here, by the operation's name.
import type { Operation } from '../world.ts';
import { OBJECT_OPERATIONS } from './objects.ts';
import { BUCKET_OPERATIONS, SETTING_OPERATIONS } from './settings.ts';

export const S3: Readonly<Record<string, Operation>> = {
  ...BUCKET_OPERATIONS,
  ...SETTING_OPERATIONS,
  ...OBJECT_OPERATIONS,
};
