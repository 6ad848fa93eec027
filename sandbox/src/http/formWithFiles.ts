import busboy from 'busboy';
import type { NextFunction, Request, Response } from 'express';

import { TwilioError } from './TwilioError';

export interface FormFile {
  data: Buffer;
  contentType: string;
  filename: string;
}

const files = new WeakMap<Request, FormFile[]>();

/** The files that came with a form; a file input without a choice sends one that is empty, which does not count. */
export const filesOf = (request: Request): FormFile[] => files.get(request) ?? [];

/** Reads a `multipart/form-data` body: its texts into `request.body`, its files, up to that size, for `filesOf`. */
export const formWithFiles =
  (largestFileBytes: number) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    if (!request.is('multipart/form-data')) return next();
    const fields: Record<string, string> = {};
    const received: FormFile[] = [];
    const form = busboy({ headers: request.headers, limits: { fileSize: largestFileBytes } });
    let isTooLarge = false;
    form.on('field', (name, value) => (fields[name] = value));
    form.on('file', (_name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => (isTooLarge = true));
      stream.on('end', () => {
        const data = Buffer.concat(chunks);
        if (data.length > 0) received.push({ data, contentType: mimeType, filename });
      });
    });
    form.on('close', () => {
      if (isTooLarge) return next(new TwilioError(413, 20413, 'The file is too large'));
      request.body = fields;
      files.set(request, received);
      next();
    });
    form.on('error', (error: Error) => next(new TwilioError(400, 20001, error.message)));
    request.pipe(form);
  };
