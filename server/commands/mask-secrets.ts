/** Options whose values are nobody else's business, by their flag. */
const SECRETS = ['control-key', 'token'];

/** Whether an option, named as its flag or as its attribute, is such a one. */
export function isSecret(option: string): boolean {
  return SECRETS.includes(option.replaceAll(/[A-Z]/g, '-$&').toLowerCase());
}

/** What is shown of a value: nothing of a secret, and of an address neither the password nor a token in the user's place. */
export function shownValue(option: string, value: unknown): string {
  return isSecret(option) ? '***' : withoutPasswords(JSON.stringify(value) ?? '');
}

/** A usage error without the secret that was wrong. */
export function maskUsageError(text: string): string {
  const quoted = new RegExp(`(option '--(?:${SECRETS.join('|')}) <\\w+>' argument ')[^\\n]*(' is invalid)`);
  return withoutPasswords(text.replace(quoted, '$1***$2'));
}

function withoutPasswords(text: string): string {
  const withoutTokens = text.replaceAll(/\/\/[^/:@,"'\s]+@/g, '//***@');
  return withoutTokens.replaceAll(/(\/\/[^/:@,"'\s]*:)[^/@,"'\s]*@/g, '$1***@');
}
