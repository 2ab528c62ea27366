// Which words can only be names, by their shape: they hold a digit, a sign or an inner capital. Dates, times, zones,
// ordinary hyphenated English and quantities are kept out, so that a date is never cut out as a name.
import { IANAZone } from 'luxon';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*';
const DATES: readonly RegExp[] = [
  /^\d{1,4}(?:[-/.]\d{1,2}){1,2}(?:[-/.]\d{2,4})?$/,
  /^\d{4}-\d{2}-\d{2}(?:[t_]\d{1,2}(?::?\d{2}){0,2}(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?)?(?:[-–—/.]+\d{4}-\d{2}-\d{2}\S*)?$/i,
  /^\d{1,2}(?::\d{2}){0,2}(?:am|pm|a|p|h|hrs?|utc|z|cet|cest|est|edt|pst|pdt|gmt)?(?:[-–—](?:\d{1,2}(?::\d{2}){0,2})(?:am|pm|h|z)?)?$/i,
  /^\d{1,2}h\d{2}$/i,
  /^\d+(?:st|nd|rd|th|º|ª|er|e|\.)?(?:[-–—]\d+(?:st|nd|rd|th)?)?$/i,
  /^\d+(?:\.\d+)?(?:s|secs?|m|mins?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)$/i,
  /^\d+-(?:minute|hour|day|week|month|year)s?$/i,
  new RegExp(`^\\d{1,2}(?:st|nd|rd|th)?[-/.]?${MONTH}(?:[-/.]?\\d{2,4})?$`, 'i'),
  new RegExp(`^${MONTH}[-/.]?\\d{1,4}(?:st|nd|rd|th)?(?:[-/.]\\d{2,4})?$`, 'i'),
  /^(?:q[1-4]|h[12])(?:[-/]?\d{2,4})?$/i,
  /^\d{2,4}[-/]?(?:q[1-4]|h[12])$/i,
  /^\d{4}-?w\d{1,2}(?:-\d)?$/i,
  /^(?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?$/i,
  /^[+-]\d{1,2}:?\d{2}$/,
  /^\d{1,2}時|^\d+[年月日]/,
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[-–—/](?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i,
];

/** Words with a sign inside that are English and no name. */
const ENGLISH =
  /^(?:(?:sign|log|opt|check|spun|set|shut|switch|turn|roll|clean|back|read|write|non|multi|pre|post|re|un|self|auto|cross|mid|end|follow|up|e|so|year|month|week|day|last|early|late|half)-[a-z]+(?:-[a-z]+)?|and\/or|n\/a|w\/o?|s\/he|i'[a-z]+|[a-z]+n't|who's|what's|where's|when's|it's|that's|let's|there's|[a-z]+'[a-z]{1,2})$/i;

const ACRONYM_WORDS =
  /^(?:[A-Z]{2,6}s|IPv[46]|[A-Z]{1,4}\d|OAuth2?|S3|EC2|VPCs|IAM|AWS|GitHub|CloudTrail|CloudFormation|CloudWatch|CloudFront|DynamoDB|EventBridge|GuardDuty|CodeBuild|CodePipeline|CodeDeploy|CodeCommit|OpenSearch|ElastiCache|QuickSight|AppSync|AppConfig|WorkSpaces|SageMaker|RedShift|NetworkFirewall|SecurityHub|McAfee|PowerShell|OpenTofu|OpenID|DocumentDB|MemoryDB|DataSync|AppRunner|AppStream|AppMesh|FSx|PrivateLink|OpsWorks|StackSets?|CodeArtifact|JavaScript|iPhone|iPad|iOS|macOS|DevOps|boto3|k8s)$/;

/** True for a word that a date reader should see, and that is no name. */
export function looksLikeDate(word: string): boolean {
  if (word.length > 40) return false;
  if (DATES.some((date) => date.test(word))) return true;
  return /^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_]+){1,2}$/.test(word) && IANAZone.isValidZone(word);
}

/** True for a word that, by its shape alone, names something. `sign-ins`, `3pm`, `EC2` and `2026-01-05` do not. */
export function looksLikeName(word: string): boolean {
  if (word.length > 1_100 || !/[\p{L}\p{N}]/u.test(word)) return false;
  if (looksLikeDate(word) || ENGLISH.test(word) || ACRONYM_WORDS.test(word)) return false;
  // The beginning of an id, its rest cut off: "i-…".
  if (/^\d+$/.test(word) || /^[a-z]{1,8}-$/i.test(word)) return false;
  if (/[\d_./@=+:\\#$%^&*,-]/.test(word)) return true;
  return /\p{Ll}\p{Lu}/u.test(word);
}
