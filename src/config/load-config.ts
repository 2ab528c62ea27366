// This process's environment, and the file it names, → Config. The only reader of process.env in the program.
import { readFileSync } from 'node:fs';
import type { ConfigReading } from './config.ts';
import { type Environment, readConfig } from './read-config.ts';
import { configFileSetting } from './settings.ts';

/** Reads process.env and, when WHODID_CONFIG names one, the JSON file. All problems come back as sentences. */
export function loadConfig(): ConfigReading {
  return loadConfigFrom(process.env);
}

/** The same, from an environment that is handed in. */
export function loadConfigFrom(env: Environment): ConfigReading {
  const path = env[configFileSetting.name]?.trim();
  if (!path) return readConfig(env);
  const file = readJson(path);
  if (!file.ok) return { ok: false, problems: [file.problem] };
  return readConfig(env, file.value);
}

function readJson(path: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  const name = `${configFileSetting.name} names ${JSON.stringify(path)}`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    return {
      ok: false,
      problem: `${name}, which cannot be read (${code}): write the path of a JSON file, or unset it.`,
    };
  }
  try {
    // The parser's message quotes the text around the fault, which may be a token: it is left out.
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return {
      ok: false,
      problem: `${name}, which is not valid JSON: write {"SETTING": "value"} with double quotes and no trailing comma.`,
    };
  }
}
