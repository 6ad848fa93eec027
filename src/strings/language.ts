const LANGUAGES = ['en', 'es', 'pt'] as const;

/** Which of the plugin's languages is spoken to somebody with this locale tag: English where it has no better one. */
export const languageOf = (localeTag: string): (typeof LANGUAGES)[number] =>
  LANGUAGES.find((language) => language === localeTag.slice(0, 2).toLowerCase()) ?? 'en';
