import React from 'react';
import { useUID } from '@twilio-paste/core/uid-library';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { FormField } from '../../shared/FormField';
import { useFocusInPlace } from '../../shared/useFocusInPlace';
import type { FormPartProps } from '../form/formParts';
import { acceptOf, fileProblem, megabytesOf } from './fileRules';

/** A file, uploaded as soon as it is picked, so that sending is quick and its outcome certain. */
export const FileField = ({ plugin, form, fixed, errorOf }: FormPartProps): React.ReactElement => {
  const { t } = plugin;
  const { draft } = form;
  const { uploading, fileProblem: problem } = form.state;
  const name = draft.file?.name ?? uploading?.name;
  const isWrong = draft.file !== undefined && fileProblem(draft.channel, draft.file) !== undefined;
  const error = errorOf('mediaSid') ?? (isWrong ? t('error_FILE_NOT_ALLOWED') : undefined);
  const errorId = useUID();
  const place = useFocusInPlace<HTMLDivElement>(name === undefined);

  if (name !== undefined) {
    return (
      <Box ref={place} role="group" aria-label={t('file')} display="flex" flexDirection="column" rowGap="space30">
        <Box display="flex" alignItems="center" justifyContent="space-between" columnGap="space40">
          <Text as="span" overflowWrap="anywhere">
            {name}
          </Text>
          <Button
            variant="link"
            disabled={fixed}
            aria-describedby={error === undefined ? undefined : errorId}
            data-wrong={error !== undefined}
            onClick={() => form.edit({ file: undefined })}
          >
            {t('fileRemove')}
          </Button>
        </Box>
        {uploading ? (
          <progress aria-label={t('fileUploading')} value={uploading.share} max={1} style={{ width: '100%' }} />
        ) : (
          <div role="status">
            <HelpText id={errorId} variant={error === undefined ? 'success' : 'error'}>
              {error ?? t('fileReady')}
            </HelpText>
          </div>
        )}
      </Box>
    );
  }
  return (
    <div ref={place}>
      <FormField
        label={t('file')}
        requiredLabel={t('required')}
        help={t('fileHelp', { megabytes: megabytesOf(draft.channel) })}
        error={problem ?? errorOf('mediaSid')}
      >
        {({ hasError, ...control }) => (
          <input
            {...control}
            type="file"
            aria-invalid={hasError}
            accept={acceptOf(draft.channel) || undefined}
            disabled={fixed}
            style={{ width: '100%', color: 'inherit', font: 'inherit' }}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) {
                void form.upload(draft.channel, file);
              }
            }}
          />
        )}
      </FormField>
    </div>
  );
};
