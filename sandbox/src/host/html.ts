/** Text that is HTML already and is not to be escaped again. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | Html[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(escape).join('');
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
};

/** HTML of a template; what is put in is escaped unless it is `Html` itself. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(strings.reduce((text, string, index) => text + escape(parts[index - 1] ?? '') + string));

export interface DocumentParts {
  title: string;
  body: Html;
  head?: Html;
}

/** A whole page in the look of the sandbox's own pages. */
export const documentOf = ({ title, body, head = html`` }: DocumentParts): string =>
  `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/sandbox.css" />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text
  }`;
