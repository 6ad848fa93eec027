import type { WrapUpStringTable } from './wrapUpStrings';

export const ptBR: WrapUpStringTable = {
  wrapUpTitle: 'Encerramento',
  wrapUpAbout: 'É salvo quando você conclui a tarefa, para os relatórios.',
  wrapUpDisposition: 'Resultado',
  wrapUpChoose: 'Escolha um resultado',
  wrapUpNote: 'Nota',
  wrapUpNoteHelp: 'Até {{limit}} caracteres. Os relatórios a mostram como você a escreve.',
  wrapUpNothing: 'Não há nada a preencher para esta tarefa.',
  wrapUpMissing: 'Preencha o encerramento e depois conclua a tarefa.',
  wrapUpDispositionMissing: 'Escolha o resultado da conversa.',
  wrapUpNoteMissing: 'Escreva uma nota.',
  wrapUpSave: 'Salvar encerramento',
  wrapUpSaved: 'Salvo.',
  wrapUpNotSaved: 'Não conseguimos salvar o encerramento; o que você preencheu continua aqui. {{reason}}',
  wrapUpWithout: 'Concluir sem ele',
  error_REQUEST_INVALID: 'Os resultados mudaram. Recarregue o Flex e escolha de novo.',
  error_NOT_INSIDE: 'Esta tarefa não é mais sua.',
};
