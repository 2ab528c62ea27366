// Calls on IAM users, keys, passwords, second factors and groups → who can get in now, and who cannot any more.
import { added, type Change, type ChangeReader, firstWord, flag, nowSet, removed, word } from './change.ts';

export const accessKeys: ChangeReader = ({ service, action, request, response }) => {
  if (service !== 'iam') return null;
  const id = firstWord(request, 'accessKeyId') || word(response, 'accessKey', 'accessKeyId');
  const user = firstWord(request, 'userName') || word(response, 'accessKey', 'userName');
  const key = `Access key ${id}${user === '' ? '' : ` of user ${user}`}`;
  switch (action) {
    case 'CreateAccessKey':
      return [added(id === '' ? `New access key for user ${user}` : `${key} created`)];
    case 'DeleteAccessKey':
      return [removed(`${key} deleted`)];
    case 'UpdateAccessKey':
      return /^inactive$/i.test(word(request, 'status'))
        ? [removed(`${key} set to inactive: calls signed with it are refused`)]
        : [added(`${key} set to ${word(request, 'status').toLowerCase()}`)];
    default:
      return null;
  }
};

export const passwords: ChangeReader = ({ service, action, request }) => {
  if (service !== 'iam') return null;
  const user = word(request, 'userName');
  const reset = flag(request, 'passwordResetRequired');
  const must = reset === null ? '' : reset ? ', to be changed at the first sign-in' : ', kept at the first sign-in';
  switch (action) {
    case 'CreateLoginProfile':
      return [added(`Console password set for user ${user}${must}`)];
    case 'UpdateLoginProfile':
      return [nowSet(`Console password of user ${user} replaced${must}`)];
    case 'DeleteLoginProfile':
      return [removed(`Console password of user ${user} taken away: no more sign-in with it`)];
    case 'ChangePassword':
      return [nowSet('Console password of the caller replaced')];
    default:
      return null;
  }
};

export const secondFactors: ChangeReader = ({ service, action, request, response }) => {
  if (service !== 'iam') return null;
  const device =
    firstWord(request, 'serialNumber') ||
    word(response, 'virtualMFADevice', 'serialNumber') ||
    word(request, 'virtualMFADeviceName');
  const user = word(request, 'userName');
  const of = user === '' ? '' : ` of user ${user}`;
  switch (action) {
    case 'DeactivateMFADevice':
      return [removed(`MFA device ${device}${of} deactivated: it is no longer asked for`)];
    case 'EnableMFADevice':
      return [added(`MFA device ${device}${of} enabled`)];
    case 'CreateVirtualMFADevice':
      return [added(`Virtual MFA device ${device} created`)];
    case 'DeleteVirtualMFADevice':
      return [removed(`Virtual MFA device ${device} deleted`)];
    case 'ResyncMFADevice':
      return [nowSet(`MFA device ${device}${of} set in step again`)];
    default:
      return null;
  }
};

export const memberships: ChangeReader = ({ service, action, request }) => {
  if (service !== 'iam') return null;
  const role = word(request, 'roleName');
  switch (action) {
    case 'AddUserToGroup':
      return [added(`User ${word(request, 'userName')} put into group ${word(request, 'groupName')}`)];
    case 'RemoveUserFromGroup':
      return [removed(`User ${word(request, 'userName')} taken out of group ${word(request, 'groupName')}`)];
    case 'AddRoleToInstanceProfile':
      return [added(`Role ${role} put into instance profile ${word(request, 'instanceProfileName')}`)];
    case 'RemoveRoleFromInstanceProfile':
      return [removed(`Role ${role} taken out of instance profile ${word(request, 'instanceProfileName')}`)];
    default:
      return null;
  }
};

/** A sign-in says in its additional data how it was confirmed: that is the caller's, not a change. */
export const signIns: ChangeReader = ({ service }): readonly Change[] | null => (service === 'signin' ? [] : null);
