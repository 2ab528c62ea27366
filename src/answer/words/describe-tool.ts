// The tool of the contract (`sdk:boto3`, `console`) → words for a sentence or a table cell. Plain text, unescaped.
// A tool is the caller's own claim: an unlisted one is quoted as such.
import type { Tool } from '../../domain/audit-event.ts';
import { describeService } from './describe-service.ts';

/** A name to show by itself: `Terraform`, `the console`, `AWS CLI`, `an SDK (boto3)`. */
export function describeTool(tool: Tool): string {
  switch (tool) {
    case 'console':
      return 'the console';
    case 'cli':
      return 'AWS CLI';
    case 'terraform':
      return 'Terraform';
    case 'cloudformation':
      return 'CloudFormation';
    case 'aws-service-event':
      return 'AWS itself (a service event)';
    case 'aws-internal':
      return 'AWS internally';
    default:
      return describeNamedTool(tool);
  }
}

/** The tool with its preposition, to end a sentence with: `with Terraform`, `in the console`, `through CloudFormation`. */
export function describeToolUse(tool: Tool): string {
  if (tool === 'console') return 'in the console';
  if (tool === 'cli') return 'with the AWS CLI';
  if (tool === 'aws-service-event') return 'by AWS itself (a service event)';
  if (tool === 'aws-internal') return 'from inside AWS';
  if (tool === 'cloudformation' || tool.startsWith('aws-service:')) return `through ${describeTool(tool)}`;
  return `with ${describeTool(tool)}`;
}

function describeNamedTool(tool: Exclude<Tool, 'console' | 'cli'>): string {
  const name = tool.slice(tool.indexOf(':') + 1);
  if (tool.startsWith('sdk:')) return name === '' ? 'an SDK' : `an SDK (${name})`;
  if (tool.startsWith('aws-service:')) return describeService(`${name}.amazonaws.com`);
  return name === '' || name === 'none' ? 'an unnamed tool' : `a tool that calls itself “${name}”`;
}
