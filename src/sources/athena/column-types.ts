// Hive's column types → the type of every path into them: `useridentity.sessioncontext.sessionissuer.arn` is `string`,
// `resources[].arn` too. https://docs.aws.amazon.com/athena/latest/ug/data-types.html

/** Types by path, lower case; a struct has none of its own, only its fields. */
export function pathsOf(columns: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...columns].flatMap(([name, type]) => pathsIn(name, type)));
}

function pathsIn(path: string, type: string): readonly (readonly [string, string])[] {
  const plain = type.replaceAll(/\s+/g, '').toLowerCase();
  const inner = /^(struct|array)<(.*)>$/.exec(plain);
  if (inner === null) return [[path, plain]];
  if (inner[1] === 'array') return pathsIn(`${path}[]`, inner[2] ?? '');
  return fieldsOf(inner[2] ?? '').flatMap(([name, of]) => pathsIn(`${path}.${name}`, of));
}

/** `a:string,b:struct<…>`; commas inside brackets are a type's own. */
function fieldsOf(text: string): readonly (readonly [string, string])[] {
  const fields: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    if (character === ',' && depth === 0) fields.push('');
    else fields[fields.length - 1] += character;
  }
  return fields.flatMap((field) => {
    const at = field.indexOf(':');
    return at < 0 ? [] : [[field.slice(0, at), field.slice(at + 1)] as const];
  });
}
