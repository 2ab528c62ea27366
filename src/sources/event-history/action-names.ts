// An action as a question names it → the event names AWS writes for it, exactly as cased, and the services it can be of.
// Where AWS writes a date into the event name, the names cannot be listed: then the service must be read whole.
import type { Catalog } from '../../catalog/catalog.ts';

export interface KnownAction {
  /** As AWS writes them; LookupEvents compares case-sensitively. */
  readonly eventNames: readonly string[];
  /** The service asked for, lower case; null where any may be meant. */
  readonly services: readonly string[] | null;
  /** Those of them whose event names carry an API date: no list of names would be known to be whole. */
  readonly datedServices: readonly string[];
}

/** null: no action of this name is known, so no exact event name can be given. `service` null: any. */
export type ActionNames = (service: string | null, name: string) => KnownAction | null;

/**
 * `DeleteFunction20150331`, `CreateFunction2020_05_31`: Lambda and CloudFront write the date of the API.
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
const DATED: ReadonlySet<string> = new Set(['lambda', 'cloudfront']);

/** Events of sign-in and of services themselves, which no permission stands for. */
const SIGN_IN = [
  'ConsoleLogin',
  'CheckMfa',
  'CredentialVerification',
  'CredentialChallenge',
  'UserAuthentication',
  'SwitchRole',
  'ExitRole',
  'PasswordRecoveryRequested',
  'PasswordRecoveryCompleted',
  'EmailUpdated',
  'PasswordUpdated',
];

export function actionNames(catalog: Catalog): ActionNames {
  return (service, name) => {
    const wanted = name.toLowerCase();
    const of = service?.toLowerCase() ?? null;
    const signIn = SIGN_IN.filter((each) => each.toLowerCase() === wanted && (of === null || of === 'signin'));
    const actions = (catalog.byName.get(wanted) ?? []).filter(
      (each) => of === null || each.service.toLowerCase() === of,
    );
    const services = distinct([...actions.map((each) => each.service.toLowerCase()), ...signIn.map(() => 'signin')]);
    if (services.length === 0) return null;
    const datedServices = services.filter((each) => DATED.has(each));
    const undated = actions.filter((each) => !DATED.has(each.service.toLowerCase())).map((each) => each.name);
    const eventNames = distinct([...undated.flatMap(casings), ...signIn]);
    return { eventNames, services: of === null ? null : services, datedServices };
  };
}

/**
 * IAM writes runs of capitals that the event does not always have: permission sso:UpdateSSOConfiguration, event
 * UpdateSsoConfiguration; s3:PutBucketCORS, PutBucketCors. Both are asked for.
 */
function casings(name: string): readonly string[] {
  const calm = name.replace(/[A-Z]{3,}(?=[A-Z][a-z]|$)/g, (run) => run.charAt(0) + run.slice(1).toLowerCase());
  return calm === name ? [name] : [name, calm];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
