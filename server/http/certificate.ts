import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { ProblemError } from '../../protocol/errors.js';
import { FileWatch } from '../file-watch.js';
import type { Logger } from '../logger.js';

/** Names of the files that it is in, as PEM. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** What a server shows of itself over HTTPS: it is good for weeks, and the server runs for months, so that it is renewed under way. */
export class Certificate {
  readonly #files: CertificateFiles;
  readonly #watch = new FileWatch();

  private constructor(files: CertificateFiles) {
    this.#files = files;
  }

  /** Watches its files from now on. */
  static async of(files: CertificateFiles): Promise<Certificate> {
    const certificate = new Certificate(files);
    await certificate.#watch.begin([files.certificate, files.key]);
    return certificate;
  }

  /**
   * As it is in its files now.
   * @throws ProblemError naming the option where a file can't be read, is no PEM, or is not of the other
   */
  async read(): Promise<{ cert: Buffer; key: Buffer }> {
    const cert = await readPem('--tls-cert', this.#files.certificate);
    const key = await readPem('--tls-key', this.#files.key);
    check('--tls-cert', this.#files.certificate, { cert });
    check('--tls-key', this.#files.key, { cert, key });
    return { cert, key };
  }

  /** Has a server show what its files have now, if they are others than before; where that is of no use, what it shows stays. */
  async look(server: Server, logger: Logger): Promise<void> {
    if ((await this.#watch.look()).length === 0) return;
    try {
      server.setSecureContext(await this.read());
      logger.info(this.#files, 'the certificate was renewed');
    } catch (fault) {
      logger.error({ err: fault, ...this.#files }, 'the changed certificate was not taken');
    }
  }
}

async function readPem(option: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    return refuse(option, file, cause as Error);
  }
}

function check(option: string, file: string, pem: { cert: Buffer; key?: Buffer }): void {
  try {
    createSecureContext(pem);
  } catch (cause) {
    refuse(option, file, cause as Error);
  }
}

function refuse(option: string, file: string, cause: Error): never {
  const message = `${option} ${file}: can't be used (${cause.message}); HTTPS takes a certificate and its key as PEM`;
  throw new ProblemError({ code: 'bad-request', field: option, message }, { cause });
}
