// The rules of this house, which name its folders. What holds for any code is oxlint's: .oxlintrc.json.
import tseslint from 'typescript-eslint';

const noLiteralText = {
  selector: 'JSXText[value=/[^\\s]/]',
  message: 'Text belongs in src/strings, in every language.',
};
const noLiteralAttribute = {
  selector:
    'JSXAttribute[name.name=/^(title|label|placeholder|alt|helpText|aria-label|aria-description)$/] > Literal[value=/[A-Za-z]/]',
  message: 'Text belongs in src/strings, in every language.',
};

/** What knows nothing of what. */
const apart = (files, folders, message) => ({
  files: [`${files}/**/*.{ts,tsx}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [{ group: folders.map((folder) => `**/${folder}/**`), message }] },
    ],
  },
});

export default tseslint.config(
  { ignores: ['**/dist'] },
  {
    files: ['src/**/*.{ts,tsx}', 'serverless/src/**/*.ts', 'sandbox/src/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', noLiteralText, noLiteralAttribute] },
  },
  {
    // What Flex loads when it starts; scripts/reportBundle.cjs looks at what such imports import in turn.
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/components/Consent/{Consent,ConsentForm}.tsx',
      'src/components/CustomerTime/{CustomerTime,TimeZoneForm}.tsx',
      'src/components/LineNote/LineNote.tsx',
      'src/components/FailedMessage/FailedMessage.tsx',
      'src/components/Conversations/{AuditSection,ConversationsScreen,LiveSection,UnownedSection,parts}.tsx',
      'src/components/Notes/{CallsSection,NotesSection}.tsx',
      'src/components/People/{ActOnTask,Invitation,InviteForm,People,ReasonCodeField,ReasonForm,TakeOverForm,WaitForm}.tsx',
      'src/components/Waiting/{HandOverForm,WaitingScreen}.tsx',
      'src/components/WrapUp/WrapUp.tsx',
      'src/components/StartConversationPanel/**',
      'src/components/shared/**',
      'src/components/TemplateButton/TemplateForm.tsx',
      'src/components/Composer/CannedTexts.tsx',
      'src/components/Composer/Composer.tsx',
      'src/components/Composer/ShutWindow.tsx',
      'src/components/PastConversations/PastConversations.tsx',
      'src/components/TemplateFields/**',
      'src/components/Trace/{Acts,ConversationList,CustomerSection,DailySection,EligibilityList,TraceScreen,TraceStepItem}.tsx',
      'src/contract/address/readAddress.ts',
      'src/flex/PasteInFlex.tsx',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@twilio-paste/*', 'libphonenumber-js', 'libphonenumber-js/*', 'sms-segments-calculator'],
              message: 'It comes in chunks alone: see src/chunks/inChunk.tsx.',
            },
          ],
        },
      ],
    },
  },
  {
    // A simulation hands in its own time, chance and network.
    files: ['serverless/src/**'],
    ignores: ['serverless/src/runtime/Surroundings.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance']],
      'no-restricted-imports': ['error', { paths: ['http', 'https', 'node:http', 'node:https', 'axios'] }],
      'no-restricted-syntax': [
        'error',
        ...[
          'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          'NewExpression[callee.name="Date"][arguments.length=0]',
          'MemberExpression[object.name="Math"][property.name="random"]',
          'ImportSpecifier[imported.name=/^random/][parent.source.value="node:crypto"]',
        ].map((selector) => ({ selector, message: 'Take it from the call: see runtime/Surroundings.ts.' })),
      ],
    },
  },
  apart('src', ['serverless', 'setup', 'sandbox', 'tests'], 'The plugin knows nothing of it.'),
  apart('serverless/src', ['setup', 'sandbox', 'tests'], 'The backend knows nothing of it.'),
  apart(
    'sandbox/src',
    ['src', 'scripts', 'tests'],
    'The sandbox stands by itself: it knows nothing of our plugin and its backend.',
  ),
);
