import busboy from 'busboy';
import type { NextFunction, Request, Response } from 'express';

/** Reads the text fields of a `multipart/form-data` body, which curl's `--form` sends; Twilio takes it everywhere. */
export function multipartForm(request: Request, _response: Response, next: NextFunction): void {
  if (!request.is('multipart/form-data')) return next();
  const fields: Record<string, string[]> = {};
  const form = busboy({ headers: request.headers });
  form.on('field', (name, value) => (fields[name] ??= []).push(value));
  form.on('close', () => {
    request.body = fields;
    next();
  });
  form.on('error', next);
  request.pipe(form);
}
