// An address or a block of them → what `sourceipaddress` must be or begin with. `records/address.ts` decides.
import { isIP } from 'node:net';
import { ALWAYS, anyOf, type Condition } from './condition.ts';

export function addressCondition(asked: string): Condition {
  const lower = asked.toLowerCase();
  // Of the text as asked: some letters beyond ASCII become plain ones in lower case.
  if (!/^[\x20-\x7e]+$/.test(asked)) return ALWAYS;
  const itself: Condition = { kind: 'is', column: 'sourceipaddress', oneOf: [lower], orMissing: false };
  const [network = '', bits] = lower.split('/');
  switch (isIP(network)) {
    case 4:
      return bits === undefined ? itself : anyOf([itself, block(network, Number(bits))]);
    case 6:
      // One address of this kind is written in many ways.
      return anyOf([itself, { kind: 'holds', column: 'sourceipaddress', oneOf: [':'] }]);
    default:
      return itself;
  }
}

function block(network: string, bits: number): Condition {
  if (!Number.isInteger(bits) || bits < 0 || bits > 32) return ALWAYS;
  const octets = network.split('.').slice(0, Math.floor(bits / 8));
  const column = 'sourceipaddress';
  return octets.length === 0
    ? { kind: 'holds', column, oneOf: ['.'] }
    : { kind: 'begins', column, oneOf: [octets.length === 4 ? network : `${octets.join('.')}.`] };
}
