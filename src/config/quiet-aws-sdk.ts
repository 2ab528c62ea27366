// The AWS SDK's notice that versions of 2027 will need Node 22 → not printed at every start. The versions pinned here run on
// every Node this program supports; other warnings of Node and of the SDK still come through.

/** The switch AWS names for it: https://github.com/aws/aws-sdk-js-v3/issues/7983. Whoever set it otherwise keeps their choice. */
const SWITCH = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** To be called before the first client is made: that is when the SDK looks. */
export function quietAwsSdk(): void {
  process.env[SWITCH] ??= 'true';
}
