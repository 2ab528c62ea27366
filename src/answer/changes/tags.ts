// Calls that tag → which tags, on what. Each service has its own spelling of "tag".
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { isObject } from '../../records/json.ts';
import { listOf } from '../words/count.ts';
import { added, type ChangeReader, firstWord, get, members, removed, word, words } from './change.ts';

const NAMES_MAX = 4;
const TAGGING = /^(Create|Put|Add|Set)\w*Tag(s|ging|Set)?$|^Tag[A-Z]\w*$|^AddTagsTo/;
const UNTAGGING = /^(Delete|Remove)\w*Tag(s|ging)?$|^Untag[A-Z]\w*$|^RemoveTagsFrom/;
/** Whatever else names the thing: `instanceProfileName`, `keyId`, `functionArn`. */
const NAMING = /(name|id|arn)$/i;
const THINGS = [
  'resourceArn',
  'resourceARN',
  'arn',
  'resourceId',
  'resource',
  'bucketName',
  'roleName',
  'userName',
  'name',
];

export const tags: ChangeReader = ({ action, request }) => {
  const on = UNTAGGING.test(action) ? false : TAGGING.test(action) ? true : null;
  if (on === null) return null;
  const thing = listOf(thingsOf(request), NAMES_MAX) || 'it';
  const pairs = pairsOf(request);
  const keys = pairs.length > 0 ? pairs : [...words(request, 'tagKeys'), ...words(request, 'keys')];
  if (keys.length === 0) return on ? null : [removed(`All tags of ${thing}`)];
  const list = listOf(keys, NAMES_MAX);
  return [on ? added(`Tagged ${thing}: ${list}`) : removed(`Tags taken off ${thing}: ${list}`)];
};

function thingsOf(request: JsonObject): readonly string[] {
  const several = [
    ...words(request, 'resourcesSet', 'resourceId'),
    ...words(request, 'resources', 'resourceId'),
    ...words(request, 'resourceArns'),
  ];
  const one = firstWord(request, ...THINGS, ...Object.keys(request).filter((key) => NAMING.test(key)));
  return several.length > 0 ? several : one === '' ? [] : [one];
}

function pairsOf(request: JsonObject): readonly string[] {
  const lists = [
    get(request, 'tagSet'),
    get(request, 'tags'),
    get(request, 'tagsToAdd'),
    get(request, 'tagging', 'tagSet', 'tag'),
  ];
  return lists.flatMap((list) => {
    // `{ "Owner": "sample" }`, as Lambda writes them.
    if (isPairs(list)) return Object.entries(list).map(([key, value]) => `${key} = ${word(value)}`);
    return members(list).flatMap((each) => {
      const key = firstWord(each, 'key', 'tagKey');
      const value = firstWord(each, 'value', 'tagValue');
      return key === '' ? [] : [value === '' ? key : `${key} = ${value}`];
    });
  });
}

function isPairs(list: Json): list is JsonObject {
  return (
    isObject(list) &&
    get(list, 'items') === null &&
    get(list, 'key') === null &&
    Object.values(list).every((value) => typeof value === 'string')
  );
}
