/** A loader of webpack: gets a module's source and answers the one that is bundled. */
declare function phoneMetadata(source: string): string;
export = phoneMetadata;
