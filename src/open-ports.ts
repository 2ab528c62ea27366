// Settings → what features ask of AWS beside events: postures of trails, remediation, findings of Access Analyzer.
import type { Config } from './config/config.ts';
import type { Ports } from './start-features.ts';

export async function openPorts(_config: Config): Promise<Ports> {
  return {};
}
