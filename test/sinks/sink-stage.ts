// Accounts, Region and credentials of the sinks' tests. Account ids are those of AWS's documentation.
export const PROD = '111122223333';
export const DEV = '444455556666';
export const HOME = 'eu-west-1';
export const KEYS_OF = { accessKeyId: 'AKIASAMPLEPROD000001', secretAccessKey: 'sample-secret-prod', account: PROD };
