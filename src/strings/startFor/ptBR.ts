import type { StartForStringTable } from './startForStrings';

export const ptBR: StartForStringTable = {
  startForFind: 'Iniciar para um colega',
  startForFindHelp: 'Digite uma parte do nome. O colega recebe a conversa e lê que você a iniciou.',
  startForMore: 'Os primeiros {{most}} estão na lista. Digite mais do nome.',
  startForFailed: 'Não foi possível pesquisar colegas. Altere o nome para tentar de novo.',
  startForWhom: 'A conversa é de',
  startForMe: 'Mim',
  startForColleague: '{{name}} · {{activity}}',
  startForAsking: 'Verificando se {{name}} pode recebê-la…',
  startForFine_now: '{{name}} pode recebê-la agora. O Flex dessa pessoa a abre.',
  startForFine_onReply: '{{name}} recebe a resposta, ou a fila se não houver disponibilidade.',
  startForFine_queue: 'A resposta vai para a fila.',
  startForQueue: 'Fila do colega',
  startForProblem_gone: 'Este colega não está mais aqui. Escolha outra pessoa.',
  startForProblem_noSender: '{{name}} não pode usar este remetente. Escolha outro remetente ou outro colega.',
  startForProblem_noChannel: '{{name}} não atende este canal. Escolha outro canal ou outro colega.',
  startForProblem_noQueue: '{{name}} não pertence a nenhuma fila. Escolha outra pessoa.',
  startForProblem_away: '{{name}} não está disponível. Escolha outra pessoa, ou “{{onReply}}”.',
  startForProblem_full: '{{name}} não tem capacidade neste canal. Escolha outra pessoa, ou “{{onReply}}”.',
  error_COLLEAGUE_UNAVAILABLE:
    'Não é possível dar a conversa a este colega assim. Nada foi enviado. Escolha outra pessoa, ou “{{onReply}}”.',
};
