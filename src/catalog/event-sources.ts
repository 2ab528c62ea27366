// IAM prefix ↔ the service in CloudTrail's `eventSource`. AWS publishes no such table. They are equal for most services;
// these are the ones that are not. Where CloudTrail has used more than one name, the first is the one shown.

/** Addresses: each service's "Logging … API calls with AWS CloudTrail" page on docs.aws.amazon.com shows a record. */
const DIFFERENT: ReadonlyMap<string, readonly string[]> = new Map([
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html
  ['cloudwatch', ['monitoring']],
  // https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html; the older API logged `email`.
  ['ses', ['ses', 'email']],
  // https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html
  ['application-autoscaling', ['application-autoscaling', 'autoscaling']],
  // https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/logging-using-cloudtrail.html
  ['aws-portal', ['billingconsole']],
  ['billing', ['billingconsole', 'billing']],
  // https://docs.aws.amazon.com/ARG/latest/userguide/security_logging-monitoring-with-cloudtrail.html
  ['tag', ['tagging', 'resource-groups']],
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/logging-using-cloudtrail-data-api.html
  ['rds-data', ['rdsdata']],
  // Marketplace splits one IAM prefix into several event sources; each is used by a different API.
  [
    'aws-marketplace',
    [
      'agreement-marketplace',
      'metering-marketplace',
      'marketplacecatalog',
      'entitlement-marketplace',
      'discovery-marketplace',
      'aws-marketplace',
    ],
  ],
  // https://docs.aws.amazon.com/appregistry: App Registry actions are under `servicecatalog` in IAM.
  ['servicecatalog', ['servicecatalog', 'servicecatalog-appregistry']],
  ['sso-directory', ['sso-directory', 'identitystore']],
  // https://docs.aws.amazon.com/pinpoint/latest/developerguide/logging-using-cloudtrail.html
  ['mobiletargeting', ['mobiletargeting', 'pinpoint']],
  // https://docs.aws.amazon.com/lexv2/latest/dg/monitoring-cloudtrail.html
  ['lex', ['lex', 'models.lex', 'lexv2-models']],
  // https://docs.aws.amazon.com/iot/latest/developerguide/iot-using-cloudtrail.html
  ['iot', ['iot', 'iotdata']],
  // https://docs.aws.amazon.com/timestream/latest/developerguide/logging-using-cloudtrail.html
  ['timestream', ['timestream', 'timestream-write', 'timestream-query']],
]);

/** Services as CloudTrail writes them for an IAM prefix; the first is the one to show. */
export function eventServices(prefix: string): readonly string[] {
  return DIFFERENT.get(prefix) ?? [prefix];
}

const PREFIXES: ReadonlyMap<string, string> = new Map(
  [...DIFFERENT].flatMap(([prefix, services]) => services.map((service) => [service, prefix] as const)),
);

/** The IAM prefix for CloudTrail's service: `monitoring` → `cloudwatch`. An equal or unknown name is returned as it is. */
export function iamPrefix(service: string): string {
  const lower = service.toLowerCase();
  return DIFFERENT.has(lower) ? lower : (PREFIXES.get(lower) ?? lower);
}
