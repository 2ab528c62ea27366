// Trino's functions that this fake runs, and what DuckDB calls them. A function that is not here is refused, as Trino
// refuses one it does not know: https://trino.io/docs/current/functions/list.html

/** Same name, same meaning. */
const SAME: readonly string[] = [
  ...['abs', 'avg', 'ceil', 'chr', 'coalesce', 'concat', 'concat_ws', 'contains', 'count', 'count_if', 'date'],
  ...[
    'date_diff',
    'date_trunc',
    'day',
    'dense_rank',
    'exists',
    'first_value',
    'floor',
    'greatest',
    'hour',
    'if',
    'lag',
  ],
  ...['last_value', 'lead', 'least', 'length', 'lower', 'ltrim', 'map_keys', 'map_values', 'max', 'max_by', 'min'],
  ...['min_by', 'minute', 'month', 'now', 'nullif', 'rank', 'replace', 'reverse', 'round', 'row_number', 'rtrim'],
  ...['second', 'split', 'split_part', 'starts_with', 'strpos', 'substr', 'substring', 'sum', 'trim', 'try', 'upper'],
  ...[
    'year',
    'array_agg',
    'any_value',
    'arbitrary',

    'position',
    'cast',
    'try_cast',
    'extract',
    'unnest',
  ],
];

/** Another name for the same. */
const RENAMED: Readonly<Record<string, string>> = {
  approx_distinct: 'approx_count_distinct',
  array_distinct: 'list_distinct',
  array_join: 'array_to_string',
  cardinality: 'trino_cardinality',
  element_at: 'trino_element_at',
  from_iso8601_timestamp: 'trino_from_iso8601_timestamp',
  from_unixtime: 'to_timestamp',
  json_extract: 'json_extract',
  json_extract_scalar: 'json_extract_string',
  json_format: 'trino_json_format',
  json_parse: 'trino_json_parse',
  json_size: 'json_array_length',
  regexp_extract: 'trino_regexp_extract',
  regexp_like: 'regexp_matches',
  regexp_replace: 'trino_regexp_replace',
  to_iso8601: 'trino_to_iso8601',
  to_unixtime: 'epoch',
};

/** What stands before and after the arguments instead of `name(` and `)`; these take a lambda. */
const WRAPPED: Readonly<Record<string, readonly [string, string]>> = {
  all_match: ['trino_all(list_transform(', '))'],
  any_match: ['trino_any(list_transform(', '))'],
  filter: ['list_filter(', ')'],
  none_match: ['NOT trino_any(list_transform(', '))'],
  transform: ['list_transform(', ')'],
};

/** Definitions DuckDB needs before any statement runs. */
export const MACROS: readonly string[] = [
  // Null where the list is null, or where a null among the results leaves it open.
  `CREATE MACRO trino_any(l) AS CASE WHEN l IS NULL THEN NULL WHEN list_contains(l, TRUE) THEN TRUE
    WHEN list_count(l) < len(l) THEN NULL ELSE FALSE END`,
  `CREATE MACRO trino_all(l) AS CASE WHEN l IS NULL THEN NULL WHEN list_contains(l, FALSE) THEN FALSE
    WHEN list_count(l) < len(l) THEN NULL ELSE TRUE END`,
  `CREATE MACRO trino_cardinality(c) AS CASE WHEN json_type(to_json(c)) = 'OBJECT' THEN len(json_keys(to_json(c)))
    ELSE json_array_length(to_json(c)) END`,
  'CREATE MACRO trino_element_at(m, k) AS map_extract_value(m, k)',
  'CREATE MACRO trino_from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ)',
  'CREATE MACRO trino_json_format(j) AS CAST(j AS VARCHAR)',
  'CREATE MACRO trino_json_parse(s) AS CAST(s AS JSON)',
  "CREATE MACRO trino_regexp_replace(s, p, r) AS regexp_replace(s, p, r, 'g')",
  "CREATE MACRO trino_regexp_extract(s, p) AS nullif(regexp_extract(s, p), '')",
  "CREATE MACRO trino_to_iso8601(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')",
];

/** How a call to `name` opens and closes in DuckDB; undefined when the fake does not know the function. */
export function functionForm(name: string): readonly [string, string] | undefined {
  const lower = name.toLowerCase();
  if (SAME.includes(lower)) return [`${lower}(`, ')'];
  const renamed = Object.hasOwn(RENAMED, lower) ? RENAMED[lower] : undefined;
  if (renamed !== undefined) return [`${renamed}(`, ')'];
  return Object.hasOwn(WRAPPED, lower) ? WRAPPED[lower] : undefined;
}
