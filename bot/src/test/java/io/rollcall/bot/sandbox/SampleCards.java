package io.rollcall.bot.sandbox;

/** Cards with a bit of everything. */
final class SampleCards {

    static final String RICH = """
            {"schema":"2.0",
             "config":{"update_multi":true,"summary":{"content":"第 10 周周报已发布"}},
             "header":{"title":{"tag":"plain_text","content":"清算组周报 · 第 10 周"},
               "subtitle":{"tag":"plain_text","content":"3 月 3 日 – 3 月 9 日"},"template":"green",
               "text_tag_list":[{"tag":"text_tag","text":{"tag":"plain_text","content":"5/6"},"color":"green"}]},
             "body":{"elements":[
              {"tag":"markdown","content":"**完成** 对账提速，<font color=green>成功率 99.2%</font>，~~旧接口~~ 已下线\\n1. 重点项目\\n   - 库存对账二期\\n   - 退款页改版\\n2. 事件"},
              {"tag":"hr"},
              {"tag":"div","text":{"tag":"plain_text","content":"1. 对账提速 80%，预计 3/14 上线\\n　• 灰度 20% 商户\\n　• 压测报告待补\\n2. 退款页改版 完成","text_size":"normal"}},
              {"tag":"div","text":{"tag":"plain_text","content":"本周未更新：魏然然","text_size":"notation","text_color":"grey"}},
              {"tag":"table","page_size":5,"columns":[{"name":"n","display_name":"指标","data_type":"text"},{"name":"v","display_name":"本周","data_type":"text"},{"name":"d","display_name":"较上周","data_type":"text"}],
               "rows":[{"n":"清算笔数","v":"418 万","d":"+3.1%"},{"n":"差错率","v":"0.021%","d":"-0.004%"}]},
              {"tag":"chart","aspect_ratio":"16:9","chart_spec":{"type":"line","title":{"visible":true,"text":"清算笔数（万）"},
               "data":{"values":[{"point":"第 9 周","value":405,"series":"清算"},{"point":"第 10 周","value":418,"series":"清算"},{"point":"第 10 周","value":3.5,"series":"退票"}]},
               "xField":"point","yField":"value","seriesField":"series"}},
              {"tag":"collapsible_panel","expanded":false,"header":{"title":{"tag":"plain_text","content":"库存对账二期的细节"},"vertical_align":"center",
                "icon":{"tag":"standard_icon","token":"down-small-ccm_outlined","size":"16px 16px"},"icon_position":"right","icon_expanded_angle":-180},
               "border":{"color":"grey","corner_radius":"5px"},
               "elements":[{"tag":"div","text":{"tag":"plain_text","content":"库存对账：双写完成，差异 3 笔，均已补平"}}]},
              {"tag":"form","name":"fill","elements":[
                {"tag":"input","name":"done","required":true,"input_type":"multiline_text","rows":3,"label":{"tag":"plain_text","content":"本周完成"},"placeholder":{"tag":"plain_text","content":"每行一条"}},
                {"tag":"button","name":"go","type":"primary","form_action_type":"submit","text":{"tag":"plain_text","content":"提交"},"behaviors":[{"type":"callback","value":{"act":"done"}}]}]},
              {"tag":"column_set","flex_mode":"flow","columns":[
                {"tag":"column","width":"auto","elements":[{"tag":"button","type":"primary","text":{"tag":"plain_text","content":"同上周"},"behaviors":[{"type":"callback","value":{"act":"same"}}]}]},
                {"tag":"column","width":"auto","elements":[{"tag":"button","text":{"tag":"plain_text","content":"跳过本周"},"behaviors":[{"type":"callback","value":{"act":"skip"}}]}]},
                {"tag":"column","width":"auto","elements":[{"tag":"button","type":"text","text":{"tag":"plain_text","content":"看全文"},"behaviors":[{"type":"open_url","default_url":"https://example.org/report"}]}]}]}
             ]}}
            """;

    private SampleCards() {}
}
