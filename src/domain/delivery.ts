// How long an event may be on its way. One figure for everything that waits for it, overlaps by it or warns of it.

/**
 * An event arrives about 5 minutes after the call, nearly all within 15. In milliseconds.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
export const DELIVERY_MS = 20 * 60_000;
