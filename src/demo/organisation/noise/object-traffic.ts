// Data events of the one bucket that logs them: a reporting job writes and reads its exports.
import { HOME_REGION, PROD } from '../accounts.ts';
import { roleCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { uniqueId } from '../random.ts';
import { LOGGED_BUCKET } from '../stories/deleted-objects.ts';
import { MINUTE, SECOND } from '../time.ts';
import { GO_SDK } from '../tools.ts';
import type { Noise } from './burst.ts';
import { fill } from './tools-at-work.ts';

const BUCKET_ARN = `arn:aws:s3:::${LOGGED_BUCKET}`;

/** GetObject and PutObject by the reporting role. */
export const objectTraffic: Noise = (slice, count) => {
  const { random } = slice;
  return fill(slice, count, 28, (start, left) => {
    const caller = roleCaller({
      account: PROD,
      roleName: 'sample-reporting',
      sessionName: `report-${random.hex(6)}`,
      accessKeyId: uniqueId('ASIA', random),
      started: start - 5 * MINUTE,
      ip: '10.0.12.60',
      userAgent: GO_SDK,
    });
    return Array.from({ length: left }, (_, i): Draft => {
      const writes = random.chance(0.2);
      const key = `exports/${new Date(start).toISOString().slice(0, 10)}/part-${random.hex(8)}.csv`;
      return {
        id: random.uuid(),
        account: PROD,
        region: HOME_REGION,
        service: 's3',
        name: writes ? 'PutObject' : 'GetObject',
        category: 'Data',
        readOnly: !writes,
        time: start + (2 + i * 7) * SECOND,
        caller,
        request: { bucketName: LOGGED_BUCKET, Host: `${LOGGED_BUCKET}.s3.${HOME_REGION}.amazonaws.com`, key },
        additional: {
          SignatureVersion: 'SigV4',
          AuthenticationMethod: 'AuthHeader',
          bytesTransferredIn: 0,
          bytesTransferredOut: random.int(90_000),
        },
        resources: [
          { type: 'AWS::S3::Object', ARN: `${BUCKET_ARN}/${key}` },
          { accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: BUCKET_ARN },
        ],
        vpcEndpointId: 'vpce-0a1b2c3d4e5f60718',
      };
    });
  });
};
