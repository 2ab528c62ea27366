import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BOT_SCOPES } from '../../src/slack/scopes.ts';

it('looks for exactly the scopes that the manifest asks for', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../deploy/slack-manifest.json', import.meta.url), 'utf8')) as {
    readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  };
  expect([...BOT_SCOPES].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
});
