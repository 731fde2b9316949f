import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Files of a certificate for `localhost` that is valid for a day, and of its key. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Makes one in a folder. */
export function selfSigned(folder: string): CertificateFiles {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', ...kind, ...names, ...files], { stdio: 'ignore' });
  return { certificate, key };
}
