// The forms of an English verb: delete → delete, deletes, deleted, deleting. Irregular ones are listed.

const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map([
  ['make', ['made']],
  ['take', ['took', 'taken']],
  ['get', ['got', 'gotten', 'getting']],
  ['give', ['gave', 'given']],
  ['run', ['ran', 'run', 'running']],
  ['put', ['put', 'putting']],
  ['set', ['set', 'setting']],
  ['reset', ['reset', 'resetting']],
  ['shut', ['shut', 'shutting']],
  ['cut', ['cut', 'cutting']],
  ['quit', ['quit', 'quitting']],
  ['let', ['let', 'letting']],
  ['spin', ['spun', 'spinning']],
  ['bring', ['brought']],
  ['tear', ['tore', 'torn']],
  ['write', ['wrote', 'written']],
  ['overwrite', ['overwrote', 'overwritten']],
  ['read', ['read']],
  ['see', ['saw', 'seen', 'seeing']],
  ['send', ['sent']],
  ['blow', ['blew', 'blown']],
  ['throw', ['threw', 'thrown']],
  ['build', ['built']],
  ['rebuild', ['rebuilt']],
  ['leave', ['left', 'leaving']],
  ['do', ['did', 'done', 'doing', 'does']],
  ['go', ['went', 'gone', 'going', 'goes']],
  ['bind', ['bound']],
  ['unbind', ['unbound']],
  ['hide', ['hid', 'hidden']],
  ['steal', ['stole', 'stolen']],
  ['withdraw', ['withdrew', 'withdrawn']],
  ['undo', ['undid', 'undone', 'undoes']],
  ['buy', ['bought']],
  ['find', ['found']],
  ['kick', ['kicked']],
  ['stand', ['stood']],
  ['wake', ['woke', 'woken']],
  ['break', ['broke', 'broken']],
  ['log', ['logged', 'logging']],
  ['cancel', ['cancelled', 'canceled', 'cancelling', 'canceling']],
  ['label', ['labelled', 'labeled']],
]);

/** Verbs of more than one syllable that double their last letter. */
const DOUBLING = /^(?:permit|submit|commit|admit|transfer|refer|unplug|format|equip|decommit)$/;

/** "run", "put", "read": the base form is a past form too. */
export function isOwnPast(base: string): boolean {
  return IRREGULAR.get(base)?.includes(base) === true;
}

/** All forms of a base form, the base first. */
export function verbForms(base: string): readonly string[] {
  const irregular = IRREGULAR.get(base);
  const stem = base.endsWith('e') ? base.slice(0, -1) : base;
  const third = /(?:s|x|ch|sh|z)$/.test(base)
    ? `${base}es`
    : /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  const doubled = DOUBLING.test(base) || /^(?:un|re|de)?[^aeiou]*[aeiou][bdgklmnprt]$/.test(base);
  const last = doubled && !/[aeiou]{2}[a-z]$/.test(base) ? `${base}${base.at(-1) ?? ''}` : stem;
  const past = /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${last}ed`;
  const ing = base.endsWith('ee') ? `${base}ing` : `${last}ing`;
  const regular = irregular === undefined ? [past, ing] : [...irregular, ing];
  return [...new Set([base, third, ...regular])];
}
